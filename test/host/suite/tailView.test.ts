import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TailEnd } from '../../../src/logs/tail.ts';
import { commands } from '../../../src/manifest/commands.ts';
import { launch, openGate, tailToEnd, waitAt, writeScript } from './mainJob.ts';
import { until } from './support.ts';

const run = (command: { readonly id: string }, ...args: unknown[]) =>
  vscode.commands.executeCommand(command.id, ...args);

const script = `
import logging, sys, time
logging.basicConfig(level=logging.INFO, stream=sys.stdout)
logging.error("early")
for step in range(60):
    print(f"step={step} loss={1 / (step + 1):.4f}", flush=True)
    if step % 10 == 0:
        logging.warning("slow step %d", step)
    time.sleep(0.1)
def load():
    raise ValueError("no rows")
${waitAt('steps')}
load()
`;

describe('The tail, while it is followed,', () => {
  it('is filtered, stopped, gone on with, and copies its last error', async () => {
    const name = await launch(await writeScript('steps.py', script), { jobName: 'host-view-1' });
    const target = { kind: 'trainingJob', name };
    const terminal = await until('the terminal', () =>
      vscode.window.terminals.find((one) => one.name.startsWith(name)),
    );
    assert.equal(await run(commands.logsFilter, target, { filter: '>=warning' }), '≥ warning');
    // What is none is refused, and changes nothing.
    assert.equal(await run(commands.logsFilter, target, { filter: '/(/' }), undefined);
    assert.equal(await run(commands.logsFilter, terminal, { filter: '/step=\\d+/' }), '/step=\\d+/');
    assert.equal(await run(commands.logsHost, target, { host: 'algo-1' }), 'algo-1');
    await run(commands.logsTimestamps, target);
    await run(commands.logsShowAll, target);

    const tail = run(commands.logsTail, target, { untilEnd: true }) as Thenable<TailEnd>;
    assert.equal(
      await until('the first error', () => run(commands.logsCopyError, target)),
      'ERROR:root:early',
    );
    await run(commands.logsStop, target);
    const { state, lines } = await tail;
    assert.equal(state, undefined);
    assert.match(lines.join('\n'), /No longer followed\. What is followed goes on\.$/);
    await run(commands.logsResume, target);
    await openGate('steps');
    const end = await tailToEnd(name);
    assert.equal(end.state?.status, 'Failed');
    const steps = end.lines.flatMap((line) => /^step=(\d+) /.exec(line)?.[1] ?? []);
    assert.deepEqual(
      steps.map(Number),
      Array.from({ length: 60 }, (_, step) => step),
    );
    const copied = await run(commands.logsCopyError, target);
    assert.match(
      String(copied),
      /^Traceback \(most recent call last\):\n[^]*steps\.py", line 11, in load\n[^]*\nValueError: no rows\n\nReason: AlgorithmError/,
    );
    terminal.dispose();
  });

  it('begins where it is told to', async () => {
    const name = await launch(await writeScript('count.py', 'for n in range(50):\n    print(f"n={n}")\n'), {
      jobName: 'host-view-2',
    });
    await tailToEnd(name);
    const end = (await run(
      commands.logsTailFrom,
      { kind: 'trainingJob', name },
      { from: { last: 5 }, untilEnd: true },
    )) as TailEnd;
    assert.match(end.lines[0] ?? '', /the last 5 lines, and what comes$/);
    const counted = end.lines.flatMap((line) => /^n=(\d+)$/.exec(line)?.[1] ?? []);
    assert.ok(counted.length <= 5 && counted.length > 0, end.lines.join('\n'));
    assert.equal(vscode.window.terminals.filter((one) => one.name.startsWith(name)).length, 1);
  });
});
