import * as assert from 'node:assert/strict';
import type { SageMaker } from '@aws-sdk/client-sagemaker';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../../src/api.ts';
import { commands } from '../../../src/manifest/commands.ts';
import { settings } from '../../../src/manifest/settings.ts';
import { views } from '../../../src/manifest/views.ts';
import {
  awsError,
  connectHere,
  connectThrough,
  engineClient,
  labelsAt,
  nodeAt,
  type Proxy,
  roleArn,
  run,
  startProxy,
} from './explorerKit.ts';
import { api, childrenOf, standsStill, textOf, until } from './support.ts';

const models = ['Models', 'Models'] as const;

describe('Resources tree behind a bad network', () => {
  let parts: ExtensionApi;
  let sm: SageMaker;
  let proxy: Proxy;
  const pageSize = (size: number | undefined) =>
    vscode.workspace
      .getConfiguration()
      .update(settings.resourcesPageSize.id, size, vscode.ConfigurationTarget.Global);
  const refresh = async () => run(commands.resourcesRefresh, await nodeAt(parts, ...models));
  /** What the first row below the models says. */
  const first = async () => {
    const [node] = await childrenOf(parts.resources, ...models);
    assert.ok(node);
    return textOf(parts.resources, node);
  };

  before(async () => {
    parts = await api();
    await vscode.commands.executeCommand(`${views.resources.id}.focus`);
    const client = await engineClient(parts);
    sm = client.sm;
    proxy = await startProxy(client.endpoint);
    for (const name of ['net-a', 'net-b', 'net-c'])
      await sm.createModel({
        ModelName: name,
        ExecutionRoleArn: roleArn,
        PrimaryContainer: { Image: 'sagemaker-local/python:3' },
      });
    await pageSize(2);
    await connectThrough(parts, proxy);
  });
  after(async () => {
    await pageSize(undefined);
    await connectHere(parts);
    await proxy.close();
    for (const ModelName of ['net-a', 'net-b', 'net-c'])
      await sm.deleteModel({ ModelName }).catch(() => undefined);
    sm.destroy();
  });

  it('tells a web page from an answer, and recovers', async () => {
    for (const status of [200, 502]) {
      proxy.faults.set('ListModels', (response) => {
        response.writeHead(status, { 'content-type': 'text/html' });
        response.end('<html><body>Sign in to the network</body></html>');
        return true;
      });
      await refresh();
      const { label, contextValue } = await first();
      assert.equal(contextValue, 'error');
      assert.match(label, /proxy or a web page/);
    }
    proxy.faults.clear();
    await refresh();
    assert.deepEqual((await labelsAt(parts, ...models)).slice(0, 2), ['net-c', 'net-b']);
  });

  it('keeps what was loaded when the network dies in the middle of a page, and goes on from there', async () => {
    proxy.faults.set('ListModels', (response, input) => {
      if (!input.includes('NextToken')) return false;
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1', 'content-length': '9999' });
      response.write('{"Models":[{"ModelName":"ne');
      setTimeout(() => response.destroy(), 10);
      return true;
    });
    await run(commands.resourcesLoadMore, await nodeAt(parts, ...models));
    const nodes = await childrenOf(parts.resources, ...models);
    const looks = nodes.map((node) => textOf(parts.resources, node));
    assert.deepEqual(
      looks.slice(0, 2).map(({ label }) => label),
      ['net-c', 'net-b'],
    );
    assert.equal(looks[2]?.contextValue, 'error');
    proxy.faults.clear();
    const again = (await parts.resources.getChildren(nodes[2])).find(
      (node) => textOf(parts.resources, node).label === 'Try again',
    );
    assert.ok(again);
    const { command } = parts.resources.getTreeItem(again);
    await run({ id: command?.command ?? '' }, ...((command?.arguments ?? []) as unknown[]));
    assert.ok((await labelsAt(parts, ...models)).includes('net-a'));
  });

  it('asks a kind that is refused only once, until it is refreshed by hand', async () => {
    proxy.faults.set('ListFeatureGroups', (response) =>
      awsError(
        response,
        400,
        'AccessDeniedException',
        'User: ann is not authorized to perform: sagemaker:ListFeatureGroups on resource: *',
      ),
    );
    const path = ['Data', 'Feature groups'] as const;
    const before = proxy.count(/^ListFeatureGroups$/);
    for (let look = 0; look < 3; look++) {
      const [node] = await childrenOf(parts.resources, ...path);
      assert.ok(node);
      assert.equal(textOf(parts.resources, node).label, 'No permission: sagemaker:ListFeatureGroups');
      const actions = (await parts.resources.getChildren(node)).map(
        (one) => textOf(parts.resources, one).label,
      );
      assert.deepEqual(actions, ['Switch connection…', 'Try again', 'Show log']);
    }
    assert.equal(proxy.count(/^ListFeatureGroups$/), before + 1);
    proxy.faults.clear();
    await run(commands.resourcesRefresh, await nodeAt(parts, ...path));
    assert.doesNotMatch((await labelsAt(parts, ...path)).join(), /Not offered/);
  });

  it('says what throttles, and keeps what it has', async () => {
    await refresh();
    proxy.faults.set('ListModels', (response) =>
      awsError(response, 400, 'ThrottlingException', 'Rate exceeded'),
    );
    await refresh();
    const labels = await labelsAt(parts, ...models);
    assert.deepEqual(labels.slice(0, 2), ['Rate exceeded', 'net-c']);
    proxy.faults.clear();
    await refresh();
    assert.equal((await labelsAt(parts, ...models))[0], 'net-c');
  });

  it('says that a resource was deleted between list and describe', async () => {
    await refresh();
    const node = await nodeAt(parts, ...models, 'net-c');
    await sm.deleteModel({ ModelName: 'net-c' });
    const [child] = await parts.resources.getChildren(node);
    assert.ok(child);
    assert.equal(textOf(parts.resources, child).contextValue, 'error');
    assert.match(textOf(parts.resources, child).label, /net-c|not (exist|found)/i);
    await refresh();
    assert.ok(!(await labelsAt(parts, ...models)).includes('net-c'));
  });

  it('knows what is mine by who is connected', async () => {
    const { identity } = await parts.connections
      .connect()
      .then(async (c) => ({ identity: await c.identity() }));
    const { ModelArn: arn } = await sm.describeModel({ ModelName: 'net-a' });
    const Tags = [{ Key: 'sagemaker-workbench:created-by', Value: identity.arn }];
    await sm.addTags({ ResourceArn: arn, Tags });
    await pageSize(50);
    await run(commands.resourcesFilter, await nodeAt(parts, ...models), { mine: true, text: 'net-' });
    assert.deepEqual(
      (await labelsAt(parts, ...models)).filter((label) => label.startsWith('net-')),
      ['net-a'],
    );
    await run(commands.resourcesClearFilter);
    await pageSize(2);
  });

  it('asks one list call a look and kind of what runs, wherever it stands, and nothing when hidden', async () => {
    await pageSize(2);
    const names = ['net-job-1', 'net-job-2', 'net-job-3', 'net-job-4', 'net-job-5'];
    const statuses = new Map(names.map((name, n) => [name, n < 2 ? 'InProgress' : 'Completed']));
    const at = (n: number) => Date.parse('2026-01-01T00:00:00Z') / 1000 + n;
    proxy.faults.set('ListTrainingJobs', (response, input) => {
      const { StatusEquals, NextToken } = JSON.parse(input) as { StatusEquals?: string; NextToken?: string };
      const all = names.map((name, n) => ({
        TrainingJobName: name,
        TrainingJobArn: `arn:aws:sagemaker:us-east-1:000000000000:training-job/${name}`,
        TrainingJobStatus: statuses.get(name),
        CreationTime: at(n),
      }));
      const jobs = all.reverse().filter((job) => !StatusEquals || job.TrainingJobStatus === StatusEquals);
      const start = Number(NextToken ?? 0);
      const page = StatusEquals ? jobs : jobs.slice(start, start + 2);
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
      const more = !StatusEquals && start + 2 < jobs.length ? { NextToken: String(start + 2) } : {};
      response.end(JSON.stringify({ TrainingJobSummaries: page, ...more }));
      return true;
    });
    proxy.faults.set('DescribeTrainingJob', (response, input) => {
      const { TrainingJobName: name } = JSON.parse(input) as { TrainingJobName: string };
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
      const arn = `arn:aws:sagemaker:us-east-1:000000000000:training-job/${name}`;
      const CreationTime = at(names.indexOf(name));
      const TrainingJobStatus = statuses.get(name);
      response.end(
        JSON.stringify({ TrainingJobName: name, TrainingJobArn: arn, TrainingJobStatus, CreationTime }),
      );
      return true;
    });
    const jobs = ['Training', 'Training jobs'] as const;
    await run(commands.resourcesRefresh, await nodeAt(parts, ...jobs));
    for (let page = 0; page < 2; page++) await run(commands.resourcesLoadMore, await nodeAt(parts, ...jobs));
    assert.equal((await labelsAt(parts, ...jobs)).length, 5);
    statuses.set('net-job-1', 'Completed');
    const began = proxy.asked.length;
    await until('the end of a job on a later page is seen', async () => {
      const node = await nodeAt(parts, ...jobs, 'net-job-1');
      return (textOf(parts.resources, node).contextValue ?? '').startsWith('trainingJob.completed');
    });
    const asked = proxy.asked.slice(began).filter(({ operation }) => operation === 'ListTrainingJobs');
    const running = asked.filter(({ input }) => input.includes('StatusEquals'));
    assert.ok(running.length >= 1, 'nobody asked for what runs');
    assert.ok(
      asked.length <= 2 * running.length + 1,
      `${asked.length} list calls for ${running.length} looks`,
    );

    await vscode.commands.executeCommand('workbench.view.explorer');
    await standsStill('asks while the view is hidden', () => proxy.asked.length, 7_000);
    await vscode.commands.executeCommand(`${views.resources.id}.focus`);
    statuses.set('net-job-2', 'Completed');
    proxy.faults.clear();
  });
});
