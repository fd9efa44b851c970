import { existsSync, openSync, closeSync } from 'node:fs';
import { Command, type CommandEnd } from './command.ts';
import { hostFiles, type HostEnded, type HostSpec, type HostStarted } from './hostSpec.ts';
import { LogWriter } from './logWriter.ts';
import { identify } from './processIdentity.ts';
import { readStateFile, writeStateFile } from './stateFile.ts';

const LOOK_MILLISECONDS = 250;
const OTHER_MILLISECONDS = 10_000;

/** Makes this runner the host's only one; false when there is or was another. */
function claim(file: string): boolean {
  try {
    closeSync(openSync(file, 'wx'));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Runs one host of a job: its steps one after the other, output to the log stream's file, until they are done, one of
 * them fails, the time is over or a stop is asked for; then says in `ended.json` how it ended.
 */
export class HostRunner {
  readonly #files: ReturnType<typeof hostFiles>;
  readonly #spec: HostSpec;
  readonly #startedAt = Date.now();
  readonly #clockStart = performance.now();
  #command: Command | undefined;
  #ending: 'stopped' | 'timeLimit' | undefined;

  constructor(root: string) {
    this.#files = hostFiles(root);
    const spec = readStateFile<HostSpec>(this.#files.spec);
    if (!spec) throw new Error(`There is no ${this.#files.spec}.`);
    this.#spec = spec;
  }

  async run(): Promise<void> {
    process.on('SIGTERM', () => this.#stop('stopped'));
    // A closed terminal or Ctrl+C elsewhere is not for the job.
    process.on('SIGINT', () => undefined);
    process.on('SIGHUP', () => undefined);
    if (!claim(this.#files.claim)) {
      await this.#otherStarted();
      return;
    }
    const log = new LogWriter(this.#spec.logFile);
    const look = setInterval(() => this.#look(), LOOK_MILLISECONDS);
    this.#saveStarted();
    this.#look();
    const { step, end } = await this.#steps(log);
    clearInterval(look);
    log.close();
    const ended: HostEnded = {
      ...end,
      step,
      reason: this.#ending ?? 'exited',
      tail: log.tail(),
      ...(log.error !== undefined && { logError: log.error }),
      endedAt: Date.now(),
    };
    writeStateFile(this.#files.ended, ended);
  }

  /** Whoever started this runner takes its end without a word for a loss: stay until the host's own runner has spoken. */
  async #otherStarted(): Promise<void> {
    for (let waited = 0; waited < OTHER_MILLISECONDS && !existsSync(this.#files.started); waited += 50) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async #steps(log: LogWriter): Promise<{ step: number; end: CommandEnd }> {
    let last: { step: number; end: CommandEnd } = { step: 0, end: { exitCode: null, signal: null } };
    for (const [step, { command, args }] of this.#spec.steps.entries()) {
      if (this.#ending) break;
      this.#command = new Command(command, args, {
        cwd: this.#spec.cwd,
        environment: this.#spec.environment,
        onLines: (lines) => log.write(lines),
      });
      this.#saveStarted(this.#command.pid);
      last = { step, end: await this.#command.ended };
      this.#command = undefined;
      if (last.end.exitCode !== 0) break;
    }
    return last;
  }

  #saveStarted(child?: number): void {
    const started: HostStarted = {
      runner: identify(process.pid),
      ...(child !== undefined && { child: identify(child) }),
      startedAt: this.#startedAt,
    };
    writeStateFile(this.#files.started, started);
  }

  /** Timers of Node end at 24 days, jobs may last 28: the time is looked at instead. */
  #look(): void {
    if (existsSync(this.#files.stop)) this.#stop('stopped');
    const seconds = (performance.now() - this.#clockStart) / 1000;
    if (seconds >= this.#spec.maxRuntimeSeconds) this.#stop('timeLimit');
  }

  #stop(reason: 'stopped' | 'timeLimit'): void {
    if (this.#ending) return;
    this.#ending = reason;
    this.#command?.kill('SIGTERM');
    const kill = () => this.#command?.kill('SIGKILL');
    setTimeout(kill, this.#spec.stopGraceSeconds * 1000).unref();
  }
}
