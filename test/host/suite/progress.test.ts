import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Progress } from '../../../src/analysis/progress/jobProgress.ts';
import type { SubjectState } from '../../../src/logs/follow/subject.ts';
import { ProgressNotices } from '../../../src/logs/progress/progressNotices.ts';
import type { ProgressWatch, WatchedProgress } from '../../../src/logs/progress/progressWatch.ts';
import type { TailTarget } from '../../../src/logs/tailTarget.ts';
import { commands } from '../../../src/manifest/commands.ts';
import { settings } from '../../../src/manifest/settings.ts';
import { launch, openGate, waitAt, writeScript } from './mainJob.ts';
import { api, until } from './support.ts';

/** Tells epochs, as slowly as it is told to, and the second not before the test has seen the first. */
const script = `
import sys, time
print("loading", flush=True)
time.sleep(1)
for epoch in range(1, 5):
    print(f"Epoch {epoch}/4 loss={1 / epoch:.3f}", flush=True)
    ${waitAt('epochs')}
    time.sleep(float(sys.argv[sys.argv.index("--pause") + 1]))
`;

/** A notification as the extension shows it. */
interface Shown {
  /** Of the job that it follows. */
  readonly name: string;
  readonly reports: { message?: string; increment?: number }[];
  readonly hide: () => void;
  isOver: boolean;
}

describe('Progress in a notification', () => {
  const shown: Shown[] = [];
  const { withProgress } = vscode.window;
  const of = (name: string) => shown.filter((one) => one.name === name);

  before(() => {
    const record = async (
      { title = '', location, cancellable }: vscode.ProgressOptions,
      task: (
        progress: vscode.Progress<{ message?: string; increment?: number }>,
        token: vscode.CancellationToken,
      ) => Thenable<unknown>,
    ): Promise<unknown> => {
      const source = new vscode.CancellationTokenSource();
      const name = title.replace(/^Following /, '');
      const one: Shown = { name, reports: [], hide: () => source.cancel(), isOver: false };
      if (location === vscode.ProgressLocation.Notification && cancellable === true) shown.push(one);
      // VS Code asks its window first: the task begins a moment later.
      await new Promise((wake) => setTimeout(wake, 50));
      const result = await task({ report: (report) => one.reports.push(report) }, source.token);
      one.isOver = true;
      return result;
    };
    Object.assign(vscode.window, { withProgress: record });
  });
  after(() => Object.assign(vscode.window, { withProgress }));

  async function run(name: string, pause: number): Promise<string> {
    const file = await writeScript('epochs.py', script);
    return launch(file, { jobName: name, hyperparameters: { pause: String(pause) } });
  }

  async function sagemaker() {
    return (await (await api()).connections.connect()).sagemaker();
  }

  async function described(name: string) {
    const { DescribeTrainingJobCommand } = await import('@aws-sdk/client-sagemaker');
    return (await sagemaker()).send(new DescribeTrainingJobCommand({ TrainingJobName: name }));
  }

  async function stop(name: string): Promise<void> {
    const { StopTrainingJobCommand } = await import('@aws-sdk/client-sagemaker');
    await (await sagemaker()).send(new StopTrainingJobCommand({ TrainingJobName: name }));
  }

  it('comes for a launched job once its log tells, moves on, and ends with how the job ended', async () => {
    const name = await run('host-notice-1', 2);
    const notice = await until('the notification', () => of(name)[0]);
    await until('what it says', () => notice.reports.length > 0);
    await openGate('epochs');
    await until('its end', () => notice.reports.some(({ message }) => message === 'Completed'));
    const messages = notice.reports.map(({ message = '' }) => message);
    assert.match(messages[0] ?? '', /^(?:0|25) % · epoch 1 of 4/);
    assert.equal(messages.at(-1), 'Completed');
    assert.ok(
      messages.some((message) => /epoch [234] of 4/.test(message)),
      messages.join(' | '),
    );
    const increments = notice.reports.map(({ increment = 0 }) => increment);
    assert.ok(increments.every((increment) => increment >= 0));
    assert.equal(Math.round(increments.reduce((sum, increment) => sum + increment, 0)), 100);
    assert.equal(of(name).length, 1);
  });

  it('is hidden without a word to the job; one that others launched is shown when it is asked for', async () => {
    const name = await run('host-notice-2', 300);
    const notice = await until('the notification', () => of(name)[0]);
    notice.hide();
    await until('that it is gone', () => notice.isOver);
    const job = await described(name);
    assert.equal(job.TrainingJobStatus, 'InProgress');

    const { CreateTrainingJobCommand } = await import('@aws-sdk/client-sagemaker');
    const others = 'host-notice-others';
    const { AlgorithmSpecification, RoleArn, HyperParameters, OutputDataConfig } = job;
    const { ResourceConfig, StoppingCondition } = job;
    const request = { AlgorithmSpecification, RoleArn, HyperParameters, OutputDataConfig, ResourceConfig };
    await (
      await sagemaker()
    ).send(new CreateTrainingJobCommand({ ...request, StoppingCondition, TrainingJobName: others }));
    const target = { kind: 'trainingJob', name: others };
    await vscode.commands.executeCommand(commands.logsTail.id, target);
    const terminal = await until('how far it is, in the name of its tail', () =>
      vscode.window.terminals.find((one) => /^host-notice-others · \d+ %/.test(one.name)),
    );
    assert.equal(of(others).length, 0);
    // Without a tail its log is asked.
    terminal.dispose();
    await vscode.commands.executeCommand(commands.progressShow.id, target);
    await until('what it says', () => of(others)[0]?.reports.length);
    assert.equal(of(others)[0]?.isOver, false);
    assert.equal(of(others).length, 1);
    assert.match(of(others)[0]?.reports[0]?.message ?? '', /^(?:0|25) % · epoch 1 of 4/);
    await Promise.all([stop(name), stop(others)]);
    assert.equal(of(name).length, 1);
    await until('that the first job’s is gone', () => of('host-notice-1')[0]?.isOver);
  });

  it('is of one job at a time: the next one comes when it has ended or was hidden; the setting turns launches off', async () => {
    const { connections } = await api();
    const connection = await connections.connect();
    const watch = new WatchDouble();
    const notices = new ProgressNotices(watch as unknown as ProgressWatch, connections);
    const target = (name: string) => ({ kind: 'trainingJob', name }) as const;
    const setting = vscode.workspace.getConfiguration();
    try {
      for (const name of ['a', 'b', 'c', 'd', 'e']) {
        notices.launched(connection, target(name));
        assert.equal(of(name).length, 0);
        watch.tell(name, { progress: { fraction: 0.1, left: undefined, what: 'step 1 of 10' } });
      }
      assert.deepEqual(
        shown.filter((one) => one.name.length === 1).map((one) => one.name),
        ['a'],
      );
      await until('what it says', () => of('a')[0]?.reports.length);
      watch.tell('a', { ended: { status: 'Failed', arn: '' } });
      assert.deepEqual(of('a')[0]?.reports.at(-1), { message: 'Failed', increment: 0 });
      of('a')[0]?.hide();
      const next = await until('the next one', () => of('b')[0]);
      assert.equal(of('c').length, 0);
      // Asked for, it takes the place of another.
      await notices.show(target('e'));
      await until('what it says', () => of('e')[0]?.reports.length);
      assert.equal(of('e')[0]?.isOver, false);
      assert.deepEqual(
        shown.filter((one) => one.name.length === 1).map((one) => one.name),
        ['a', 'b', 'e'],
      );
      assert.deepEqual(of('e')[0]?.reports, [{ message: '10 % · step 1 of 10', increment: 10 }]);
      await until('that the other one is gone', () => next.isOver || undefined);
      // A bar does not go back.
      watch.tell('e', { progress: { fraction: 0.05, left: 4000, what: undefined } });
      assert.deepEqual(of('e')[0]?.reports.at(-1), { message: '5 % · 4 s left', increment: 0 });
      await setting.update(settings.progressNotification.id, false, vscode.ConfigurationTarget.Global);
      notices.launched(connection, target('f'));
      assert.equal(watch.watched.has('f'), false);
      assert.match((await notices.show(target('g'))) ?? '', /does not tell yet/);
    } finally {
      await setting.update(settings.progressNotification.id, undefined, vscode.ConfigurationTarget.Global);
      notices.dispose();
    }
    assert.equal([...watch.watched.values()].filter(({ isOver }) => !isOver).length, 0);
  });
});

/** What is known of jobs, as a test tells it. */
class WatchDouble {
  readonly #changed = new vscode.EventEmitter<string>();
  readonly onDidChange = this.#changed.event;
  readonly watched = new Map<
    string,
    { progress?: Progress | undefined; ended?: SubjectState | undefined; isOver: boolean }
  >();

  watch({ name }: TailTarget): WatchedProgress {
    const one = this.watched.get(name) ?? { isOver: false };
    one.isOver = false;
    this.watched.set(name, one);
    return {
      get progress() {
        return one.progress;
      },
      get ended() {
        return one.ended;
      },
      followed: false,
      ask: () => Promise.resolve(),
      end: () => (one.isOver = true),
    };
  }

  tell(name: string, known: { readonly progress?: Progress; readonly ended?: SubjectState }): void {
    Object.assign(this.watched.get(name) ?? {}, known);
    this.#changed.fire(name);
  }
}
