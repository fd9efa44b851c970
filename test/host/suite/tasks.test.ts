import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { fileInSample, writeScript } from './mainJob.ts';
import { until } from './support.ts';

/** Runs a task of the workspace's tasks.json by its name. @returns its exit code */
async function runTask(name: string): Promise<number | undefined> {
  const find = async () =>
    (await vscode.tasks.fetchTasks({ type: 'sagemaker' })).find((one) => one.name === name);
  // The first time VS Code may still be reading tasks.json.
  const task = await until(`the task "${name}"`, find, 60_000);
  const ended = Promise.withResolvers<number | undefined>();
  const listening = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
    if (execution.task.name === name) ended.resolve(exitCode);
  });
  try {
    await vscode.tasks.executeTask(task);
    return await ended.promise;
  } finally {
    listening.dispose();
  }
}

async function writeTasks(...tasks: readonly object[]): Promise<void> {
  const text = `// kept by hand\n${JSON.stringify({ version: '2.0.0', tasks }, undefined, 2)}\n`;
  const file = fileInSample('.vscode/tasks.json');
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
}

describe('Tasks of type sagemaker', () => {
  before(async () => {
    await writeScript('task_fails.py', 'def load():\n    raise ValueError("no rows")\n\nload()\n');
    await writeScript('task_works.py', 'print("works")\n');
    await writeScript('task_unknown.py', 'print("works")\n');
    await writeTasks(
      { type: 'sagemaker', label: 'works', script: 'task_works.py', problemMatcher: [] },
      { type: 'sagemaker', label: 'fails', script: 'task_fails.py', problemMatcher: [] },
      {
        type: 'sagemaker',
        label: 'unknown',
        // VS Code takes two tasks for one that differ in nothing that their definition knows.
        script: 'task_unknown.py',
        instance: 'ml.m5.large',
        problemMatcher: [],
      },
    );
  });
  after(() => vscode.workspace.fs.delete(fileInSample('.vscode/tasks.json')));

  it('last as long as their job, and end with 0 when it has completed', async () => {
    assert.equal(await runTask('works'), 0);
  });

  it('end with 1 when it has failed, and put its traceback into the Problems panel', async () => {
    assert.equal(await runTask('fails'), 1);
    const [problem] = await until('the problem', () => {
      const found = vscode.languages.getDiagnostics(fileInSample('task_fails.py'));
      return found.length > 0 ? found : undefined;
    });
    assert.match(problem?.message ?? '', /ValueError: no rows/);
    assert.equal(problem?.range.start.line, 1);
  });

  it('say what they do not know, and launch nothing', async () => {
    assert.equal(await runTask('unknown'), 1);
  });
});
