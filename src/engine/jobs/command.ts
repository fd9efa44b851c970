import { spawn, type ChildProcess } from 'node:child_process';
import { readLines } from './readLines.ts';

export interface CommandEnd {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly startError?: string;
}

/** How long to read on after a command's end: what it left running may hold its output open. */
const DRAIN_MILLISECONDS = 5000;
const POSIX = process.platform !== 'win32';

/** A user's command in a process group of its own, its output read line by line. */
export class Command {
  readonly pid: number | undefined;
  readonly ended: Promise<CommandEnd>;
  readonly #child: ChildProcess;

  constructor(
    command: string,
    args: readonly string[],
    options: {
      cwd: string;
      environment: Readonly<Record<string, string>>;
      onLines: (lines: string[]) => void;
    },
  ) {
    // One pipe for both outputs keeps them in order: a traceback follows what was printed before it. Only a shell can
    // join them; `exec` leaves none behind.
    const [file, argv] = POSIX
      ? ['/bin/sh', ['-c', 'exec "$@" 2>&1', 'sh', command, ...args]]
      : [command, [...args]];
    this.#child = spawn(file, argv, {
      cwd: options.cwd,
      env: { ...options.environment },
      detached: POSIX,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    this.pid = this.#child.pid;
    for (const output of [this.#child.stdout, this.#child.stderr]) {
      if (output) readLines(output, options.onLines, 'close');
    }
    this.ended = this.#end();
  }

  /** Signals the whole group. Windows knows no groups and no gentle signal: there the tree is ended at once. */
  kill(signal: 'SIGTERM' | 'SIGKILL'): void {
    if (this.pid !== undefined) killTree(this.pid, signal);
  }

  async #end(): Promise<CommandEnd> {
    const closed = new Promise<void>((resolve) => this.#child.once('close', () => resolve()));
    const end = await new Promise<CommandEnd>((resolve) => {
      this.#child.once('exit', (exitCode, signal) => resolve({ exitCode, signal }));
      this.#child.once('error', (error) =>
        resolve({ exitCode: null, signal: null, startError: error.message }),
      );
    });
    if (end.startError !== undefined) return end;
    // A container ends with its first process: nothing of the job goes on.
    if (POSIX) this.kill('SIGKILL');
    const timer = setTimeout(() => {
      this.#child.stdout?.destroy();
      this.#child.stderr?.destroy();
    }, DRAIN_MILLISECONDS);
    await closed;
    clearTimeout(timer);
    return end;
  }
}

/** Signals a process and those that it started. */
export function killTree(pid: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (!POSIX) {
    spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).on(
      'error',
      () => process.kill(pid),
    );
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // Gone already; macOS says EPERM where only zombies are left.
    if (!['ESRCH', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}
