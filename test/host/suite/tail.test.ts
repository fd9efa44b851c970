import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { fileInSample, launch, tailToEnd, writeScript } from './mainJob.ts';
import { until } from './support.ts';

const problemsOf = (file: vscode.Uri) =>
  vscode.languages.getDiagnostics(file).filter(({ source }) => source?.startsWith('SageMaker') === true);

describe('The tail', () => {
  it('follows a job to its end and says how it ended, every line once', async () => {
    const name = await launch(fileInSample('train.py'), {
      hyperparameters: { epochs: 6, 'epoch-seconds': 0.1 },
      jobName: 'host-tail-1',
    });
    await until('a terminal named after the job', () =>
      vscode.window.terminals.find((terminal) => terminal.name.startsWith(name)),
    );
    const { state, lines } = await tailToEnd(name);
    const text = lines.join('\n');
    assert.equal(state?.status, 'Completed', text);
    const epochs = lines.filter((line) => line.startsWith('epoch='));
    assert.equal(epochs.length, 6, text);
    assert.equal(new Set(epochs).size, 6);
    assert.match(text, /^Training job host-tail-1 · [\w ]+ · this machine/);
    assert.match(
      text,
      /● Completed\nDuration .+\nModel +s3:\/\/.+model\.tar\.gz\nMetrics .+\n(?: {10}.+\n)*Next +Deploy this model/,
    );
  });

  it('puts an exception into the Problems panel, at the person’s own line', async () => {
    const script = await writeScript(
      'raises.py',
      'def load():\n    raise ValueError("no rows")\n\n\nload()\n',
    );
    const name = await launch(script, { jobName: 'host-raises-1' });
    const { state, lines } = await tailToEnd(name);
    assert.equal(state?.status, 'Failed');
    assert.match(state.end?.reason ?? '', /ValueError: no rows/);
    assert.match(lines.join('\n'), /● Failed\nReason /);
    const [problem] = await until('a problem', () =>
      problemsOf(script).length > 0 ? problemsOf(script) : undefined,
    );
    assert.equal(problem?.range.start.line, 1);
    assert.match(problem.message, /^ValueError: no rows/);

    await writeScript('raises.py', 'print("mended")\n');
    const again = await launch(script, { jobName: 'host-raises-2' });
    assert.equal((await tailToEnd(again)).state?.status, 'Completed');
    await until('no problem', () => problemsOf(script).length === 0);
  });

  it('does the same for a syntax error', async () => {
    const script = await writeScript('syntax.py', 'import os\nprint("x"\n');
    const { state } = await tailToEnd(await launch(script, { jobName: 'host-syntax-1' }));
    assert.equal(state?.status, 'Failed');
    const [problem] = await until('a problem', () =>
      problemsOf(script).length > 0 ? problemsOf(script) : undefined,
    );
    assert.equal(problem?.range.start.line, 1);
    assert.match(problem.message, /^SyntaxError/);
  });

  it('ends when a job is stopped for its time limit', async () => {
    const script = await writeScript(
      'endless.py',
      'import time\nwhile True:\n    print("tick", flush=True)\n    time.sleep(0.2)\n',
    );
    const { state, lines } = await tailToEnd(
      await launch(script, { jobName: 'host-endless-1', maxRuntimeSeconds: 2 }),
    );
    assert.equal(state?.status, 'Stopped');
    assert.match(lines.join('\n'), /Because +Max runtime exceeded/);
  });

  it('says that there is no such job', async () => {
    const { state, lines } = await tailToEnd('host-nothing-1');
    assert.equal(state, undefined);
    assert.match(lines.join('\n'), /There is no training job "host-nothing-1"/);
  });
});
