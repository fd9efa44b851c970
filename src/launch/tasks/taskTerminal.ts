import * as vscode from 'vscode';
import type { Connection } from '../../connection/connection.ts';
import { explain } from '../../platform/explain.ts';
import { TerminalLines } from '../../platform/terminalLines.ts';
import { TerminalSize } from '../../platform/terminalSize.ts';
import { UserError } from '../../platform/userError.ts';
import { workspaceDefaults } from '../../connection/defaults/workspaceDefaults.ts';
import type { LaunchParts } from '../launchParts.ts';
import { fitSpec } from '../page/fitSpec.ts';
import { firstChoices } from '../page/firstChoices.ts';
import type { SentLaunch } from '../page/keepLaunch.ts';
import { sendLaunch, uriOf } from '../page/sendLaunch.ts';
import { type TaskProblem, taskToSpec } from '../spec/launchTask.ts';
import { followJobs } from './followJobs.ts';
import { sayItGoesOn, stopJob } from './runningJob.ts';
import { StopQuestion } from './stopQuestion.ts';

const interrupt = '\u0003';

/** A task, as VS Code hands it over. */
export interface LaunchTask {
  /** As the terminal is called too. */
  readonly name: string;
  /** With values in the place of VS Code's variables. */
  readonly definition: vscode.TaskDefinition;
  /** As it stands in `tasks.json`: VS Code drops what the schema does not know, and that must not go unsaid. */
  readonly written: unknown;
  /** Of the workspace that the task is in. */
  readonly folder: string | undefined;
}

/** The job that a task's terminal follows. */
interface Followed {
  readonly connection: Connection;
  readonly jobName: string;
}

/** The terminal of a task: launches, and then is the job's log. Ends with the job: 0 when it has completed, else 1. */
export class TaskTerminal implements vscode.Pseudoterminal {
  readonly #parts: LaunchParts;
  readonly #task: LaunchTask;
  readonly #output = new vscode.EventEmitter<string>();
  readonly #ended = new vscode.EventEmitter<number>();
  readonly #stop = new AbortController();
  readonly #size = new TerminalSize();
  readonly #lines = new TerminalLines((text) => this.#output.fire(text));
  readonly #question = new StopQuestion((text) => this.#output.fire(text), this.#lines);
  #followed: Followed | undefined;
  readonly onDidWrite = this.#output.event;
  readonly onDidClose = this.#ended.event;

  constructor(parts: LaunchParts, task: LaunchTask) {
    this.#parts = parts;
    this.#task = task;
  }

  open(size?: vscode.TerminalDimensions): void {
    this.#size.set(size);
    void this.#run().then((code) => this.#ended.fire(code));
  }

  setDimensions(size: vscode.TerminalDimensions): void {
    this.#size.set(size);
  }

  /** Before the job is created, this cancels the launch, and nothing is left behind; a job that runs goes on. */
  close(): void {
    this.#stop.abort();
    const followed = this.#followed;
    if (followed) void sayItGoesOn(this.#parts, followed.connection, followed.jobName);
  }

  /** Ctrl+C cancels a launch; of a job that runs it asks first. */
  handleInput(data: string): void {
    const followed = this.#followed;
    if (this.#question.isAsked) this.#answer(data);
    else if (data !== interrupt) return;
    else if (followed) this.#question.ask(followed.jobName);
    else this.#stop.abort();
  }

  #answer(key: string): void {
    const answer = this.#question.answer(key);
    if (answer === 'leave') this.#stop.abort();
    if (answer === 'stop' && this.#followed) void this.#stopJob(this.#followed);
  }

  async #stopJob({ connection, jobName }: Followed): Promise<void> {
    this.#say(`Stopping ${jobName} …`);
    try {
      await stopJob(connection, jobName);
    } catch (error) {
      this.#say(`${jobName} could not be stopped: ${explain(error).message}`);
    }
  }

  /** @returns the exit code; what went wrong stands in the terminal */
  async #run(): Promise<number> {
    try {
      return await this.#launched();
    } catch (error) {
      const { reason, message, advice } = explain(error);
      if (reason === 'cancelled') this.#say('Cancelled; nothing was left behind.');
      else {
        this.#parts.log.error('Run a task', error);
        this.#say([message, advice].filter(Boolean).join(' '));
      }
      return 1;
    }
  }

  async #launched(): Promise<number> {
    const { connections } = this.#parts;
    const { spec: given } = taskToSpec(this.#task.definition, this.#workspace());
    const { problems } = taskToSpec(this.#task.written ?? this.#task.definition, this.#workspace());
    if (problems.length > 0) throw wrong(problems);
    const connection = await connections.connect();
    const defaults = await workspaceDefaults(connection, uriOf(given));
    const fitted = await fitSpec(given, connection, defaults, undefined);
    const { signal } = this.#stop;
    const spec = await firstChoices(this.#parts, connection, defaults, fitted, signal);
    const sent = await sendLaunch(this.#parts, connection, spec, {
      signal,
      report: (step) => this.#say(`${step} …`),
    });
    return this.#follow(connection, sent);
  }

  /** A job that finds no capacity is followed by the one that takes its place, if the task allows one. */
  #follow(connection: Connection, sent: SentLaunch): Promise<number> {
    const { signal } = this.#stop;
    return followJobs(this.#parts, connection, sent, {
      signal,
      say: (text) => this.#say(text),
      ended: async (jobName) => {
        this.#followed = { connection, jobName };
        this.#parts.logs.launched(connection, jobName);
        const { state } = await this.#parts.logs.follow(connection, jobName, {
          signal,
          terminalName: this.#task.name,
          size: this.#size,
          aside: this.#lines,
          write: (text) => this.#question.write(text),
        });
        this.#followed = undefined;
        this.#question.close();
        return state?.status;
      },
    });
  }

  #workspace(): string {
    const { folder } = this.#task;
    if (folder !== undefined) return folder;
    throw new UserError('invalid-input', 'A task needs an open workspace folder: its paths begin there.');
  }

  #say(text: string): void {
    this.#lines.say(`\u001b[2m${text}\u001b[0m`);
  }
}

function wrong(problems: readonly TaskProblem[]): UserError {
  const said = problems.map(({ member, message }) => (member === '' ? message : `${member}: ${message}`));
  return new UserError('invalid-input', `The task cannot be run. ${said.join(' ')}`, {
    advice: 'Mend it in .vscode/tasks.json.',
  });
}
