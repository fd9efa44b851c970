import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../../src/api.ts';
import type { ResourceNode } from '../../../src/explorer/nodes.ts';
import { commands } from '../../../src/manifest/commands.ts';
import type { InsightsAnswer } from '../../../src/messages/insights.ts';
import {
  connectHere,
  connectThrough,
  engineClient,
  nodeAt,
  type Proxy,
  run,
  startProxy,
} from './explorerKit.ts';
import { launch, tailToEnd, writeScript } from './mainJob.ts';
import { api, textOf, until } from './support.ts';

const script = `import argparse, json, sys, time
parser = argparse.ArgumentParser()
parser.add_argument('--epochs', type=int, default=3)
parser.add_argument('--seconds', type=float, default=0)
args, _ = parser.parse_known_args()
for epoch in range(1, args.epochs + 1):
    print(f'epoch={epoch} loss={1 / epoch:.3f}', flush=True)
    print(json.dumps({'level': 'info', 'epoch_loss': 1 / epoch}), flush=True)
    time.sleep(args.seconds)
`;

const query = (name: string, text: string) =>
  run(commands.logsQuery, { kind: 'trainingJob', name }, { query: text }) as Thenable<
    InsightsAnswer | undefined
  >;

describe('Query Logs', () => {
  before(async () => {
    const file = await writeScript('queried.py', script);
    for (const jobName of ['host-query-1', 'host-query-11']) await launch(file, { jobName });
    for (const name of ['host-query-1', 'host-query-11']) await tailToEnd(name);
  });

  it('sees the lines of one job, and no other of its group', async () => {
    const found = await query(
      'host-query-1',
      'filter ispresent(epoch_loss) | stats count(*) as lines, max(epoch_loss) as top by @logStream',
    );
    assert.ok(found?.kind === 'rows');
    assert.deepEqual(found.columns, ['@logStream', 'lines', 'top']);
    assert.equal(found.rows.length, 1);
    const [stream = '', ...rest] = found.rows[0]?.cells ?? [];
    assert.match(stream, /^host-query-1\/algo-1-\d+$/);
    assert.deepEqual(rest, ['3', '1']);
    assert.ok(found.statistics.scanned > found.statistics.matched);
  });

  it('says what is wrong with a query, and where', async () => {
    const answer = await query('host-query-1', 'fields @message | patern @message');
    assert.ok(answer?.kind === 'mistake');
    assert.deepEqual([answer.start, answer.end], [18, 24]);
    assert.match(answer.message, /"patern"/);
  });

  it('opens a page, once a job', async () => {
    const pages = () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .filter(({ label }) => label === 'Query host-query-1');
    await run(commands.logsQuery, { kind: 'trainingJob', name: 'host-query-1' });
    await run(commands.logsQuery, { kind: 'trainingJob', name: 'host-query-1' });
    assert.equal((await until('the page', () => (pages().length > 0 ? pages() : undefined))).length, 1);
    await vscode.window.tabGroups.close(pages());
  });
});

describe('Progress of a running job', () => {
  let parts: ExtensionApi;
  let proxy: Proxy;

  before(async () => {
    parts = await api();
    const { sm, endpoint } = await engineClient(parts);
    sm.destroy();
    proxy = await startProxy(endpoint);
    const file = await writeScript('queried.py', script);
    await launch(file, { jobName: 'host-progress-1', hyperparameters: { epochs: 300, seconds: 1 } });
    // Its row would look in vain before its first line, and again 30 s later.
    const { FilterLogEventsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
    const logs = await (await parts.connections.connect()).logs();
    const first = { logGroupName: '/aws/sagemaker/TrainingJobs', logStreamNamePrefix: 'host-progress-1/' };
    await until('its first line', async () => {
      const { events = [] } = await logs.send(new FilterLogEventsCommand(first));
      return events.length > 0;
    });
    // The launch's own tail would bring the lines.
    for (const terminal of vscode.window.terminals) terminal.dispose();
    await connectThrough(parts, proxy);
  });
  after(async () => {
    await run(commands.resourceStop, { resource: { kind: 'trainingJob', name: 'host-progress-1', arn: '' } });
    await connectHere(parts);
    await proxy.close();
  });

  const row = async (): Promise<{ readonly node: ResourceNode; readonly description: string }> => {
    const node = (await nodeAt(parts, 'Training', 'Training jobs', 'host-progress-1')) as ResourceNode;
    return { node, description: String(textOf(parts.resources, node).description) };
  };

  it('stands in its row, from one look at its last lines', async () => {
    const { description } = await until('a percentage', async () => {
      const now = await row();
      return / · \d+ %/.test(now.description) ? now : undefined;
    });
    assert.match(description, /^(?:In progress|Training) · \d{1,2} %(?: · \d+ \w+ left)? · .+$/);
    const looks = proxy.count(/^GetLogEvents$/);
    for (let n = 0; n < 20; n++) await row();
    assert.equal(proxy.count(/^GetLogEvents$/), looks, 'a row that is drawn again asks again within 30 s');
    assert.ok(looks <= 2, `${looks} looks`);
  });

  it('comes from an open tail without a look', async () => {
    const before = (await row()).description;
    await run(commands.logsTail, { kind: 'trainingJob', name: 'host-progress-1' });
    await until('a further percentage', async () => {
      const { description } = await row();
      return / · \d+ %/.test(description) && description !== before ? description : undefined;
    });
    await until('the terminal to be named with it', () =>
      vscode.window.terminals.some(({ name }) => /^host-progress-1 · \d+ %/.test(name)) ? true : undefined,
    );
  });
});
