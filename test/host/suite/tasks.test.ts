import * as assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { newLaunches } from './launchKit.ts';
import { fileInSample, writeScript } from './mainJob.ts';
import { api, until } from './support.ts';

/** A task of the workspace's tasks.json, which VS Code may still be reading. */
function taskNamed(name: string): Promise<vscode.Task> {
  const find = async () =>
    (await vscode.tasks.fetchTasks({ type: 'sagemaker' })).find((one) => one.name === name);
  return until(`the task "${name}"`, find);
}

/**
 * Runs a task of the workspace's tasks.json by its name.
 * @param meanwhile what a person does while it runs
 * @returns its exit code
 */
async function runTask(name: string, meanwhile?: () => Promise<void>): Promise<number | undefined> {
  const task = await taskNamed(name);
  const ended = Promise.withResolvers<number | undefined>();
  const listening = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
    if (execution.task.name === name) ended.resolve(exitCode);
  });
  try {
    await vscode.tasks.executeTask(task);
    await meanwhile?.();
    return await ended.promise;
  } finally {
    listening.dispose();
  }
}

/** What a person types into a task's terminal. */
function type(terminalName: string, text: string): void {
  const terminal = vscode.window.terminals.find(({ name }) => name === terminalName);
  assert.ok(terminal, `no terminal "${terminalName}" among ${names(vscode.window.terminals)}`);
  terminal.sendText(text, false);
}

const names = (terminals: readonly vscode.Terminal[]) => terminals.map(({ name }) => name).join(', ');

/** The jobs whose name begins with a script's, the oldest first. */
async function jobsOf(stem: string) {
  const { ListTrainingJobsCommand } = await import('@aws-sdk/client-sagemaker');
  const client = await (await (await api()).connections.connect()).sagemaker();
  const input = { NameContains: stem, SortOrder: 'Ascending', MaxResults: 100 } as const;
  return (await client.send(new ListTrainingJobsCommand(input))).TrainingJobSummaries ?? [];
}

/** Waits until a script's job runs. */
async function running(stem: string): Promise<void> {
  const isRunning = async () =>
    (await jobsOf(stem)).some(
      ({ TrainingJobStatus, SecondaryStatus }) =>
        TrainingJobStatus === 'InProgress' && SecondaryStatus === 'Training',
    );
  await until(`a running job of ${stem}`, isRunning);
  // Its terminal has begun to follow it meanwhile.
  await sleep(1_500);
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
    await writeScript('task_waits.py', 'import time\nprint("waits", flush=True)\ntime.sleep(300)\n');
    await writeTasks(
      { type: 'sagemaker', label: 'waits', script: 'task_waits.py', problemMatcher: [] },
      {
        ...{ type: 'sagemaker', label: 'second', script: 'task_works.py' },
        ...{ hyperparameters: { round: 2 }, problemMatcher: [] },
      },
      { label: 'both', dependsOn: ['works', 'second'], dependsOrder: 'sequence', problemMatcher: [] },
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

  it('run one after the other in a compound task', async () => {
    // VS Code tells of no task without a type; it has read this one with those that it depends on.
    await taskNamed('second');
    const before = (await jobsOf('task-works')).length;
    const codes: (readonly [string, number | undefined])[] = [];
    const listening = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) =>
      codes.push([execution.task.name, exitCode]),
    );
    try {
      await vscode.commands.executeCommand('workbench.action.tasks.runTask', 'both');
      await until('both tasks', () => codes.length === 2);
    } finally {
      listening.dispose();
    }
    assert.deepEqual(codes, [
      ['works', 0],
      ['second', 0],
    ]);
    const [first, second, ...more] = (await jobsOf('task-works')).slice(before);
    assert.equal(more.length, 0);
    const end = first?.TrainingEndTime?.getTime() ?? Infinity;
    assert.ok(
      end <= (second?.CreationTime?.getTime() ?? 0),
      'the second job was created before the first had ended',
    );
  });

  it('stop their job by Ctrl+C, once that is confirmed', async () => {
    const code = await runTask('waits', async () => {
      await running('task-waits');
      type('waits', '\u0003');
      type('waits', 'x');
      await sleep(500);
      const [job] = await jobsOf('task-waits');
      assert.equal(job?.TrainingJobStatus, 'InProgress', 'one key has stopped the job');
      type('waits', '\u0003');
      type('waits', 'y');
    });
    assert.equal(code, 1);
    const [job] = await jobsOf('task-waits');
    assert.equal(job?.TrainingJobStatus, 'Stopped');
  });

  it('leave their job running when that is wanted', async () => {
    const code = await runTask('waits', async () => {
      await running('task-waits');
      type('waits', '\u0003');
      type('waits', 'd');
    });
    assert.equal(code, 1);
    const job = (await jobsOf('task-waits')).at(-1);
    assert.equal(job?.TrainingJobStatus, 'InProgress');
    const { StopTrainingJobCommand } = await import('@aws-sdk/client-sagemaker');
    const client = await (await (await api()).connections.connect()).sagemaker();
    await client.send(new StopTrainingJobCommand({ TrainingJobName: job.TrainingJobName }));
  });

  it('say what they do not know, and launch nothing', async () => {
    assert.equal(await runTask('unknown'), 1);
    assert.deepEqual(await jobsOf('task-unknown'), []);
    const launches = await newLaunches();
    const definition = { type: 'sagemaker', script: 'task_unknown.py' };
    const terminal = launches.feature.taskTerminal({
      ...{ name: 'unknown', definition, folder: fileInSample('').fsPath },
      written: { ...definition, label: 'unknown', instance: 'ml.m5.large', channels: { train: 3 } },
    });
    const said: string[] = [];
    terminal.onDidWrite((text) => said.push(text));
    const ended = new Promise((resolve) => terminal.onDidClose(resolve));
    terminal.open();
    assert.equal(await ended, 1);
    launches.dispose();
    assert.match(
      said.join(''),
      /The task cannot be run\. instance: There is no "instance"; a task of type sagemaker has script,/,
    );
    assert.match(said.join(''), /channels\.train: A path, an S3 URI or an object is needed\./);
    assert.match(said.join(''), /Mend it in \.vscode\/tasks\.json\./);
  });

  it('are checked and completed as they are written in tasks.json', async () => {
    const file = fileInSample('.vscode/tasks.json');
    const document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document);
    const said = () => vscode.languages.getDiagnostics(file).map(({ message }) => message);
    const [message] = await until('a problem of the schema', () => (said().length > 0 ? said() : undefined));
    assert.match(message ?? '', /instance/);
    const text = `{"version": "2.0.0", "tasks": [{"type": "sagemaker", "label": "a", "script": "task_works.py",
      "request": {"ResourceConfig": {"InstanceType": ""}}}]}`;
    const edit = new vscode.WorkspaceEdit();
    edit.replace(file, new vscode.Range(0, 0, document.lineCount, 0), text);
    await vscode.workspace.applyEdit(edit);
    await document.save();
    await until('no problem but the empty type', () => said().every((one) => !one.includes('"instance"')));
    const at = document.positionAt(document.getText().indexOf('""}}}]}') + 1);
    const labels = async () =>
      (
        await vscode.commands.executeCommand<vscode.CompletionList>(
          'vscode.executeCompletionItemProvider',
          file,
          at,
        )
      ).items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    await until('instance types', async () =>
      (await labels()).some((label) => label.includes('ml.g5.2xlarge')),
    );
  });
});
