import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type LogWriter } from '../jobs/logWriter.ts';
import { readLines } from '../jobs/readLines.ts';
import { clientError } from './hostingError.ts';
import { signalGroup } from './leftovers.ts';

export interface ServerSpec {
  /** The production variant's name, for words. */
  readonly variant: string;
  readonly variantDir: string;
  readonly python: string;
  /** `serve.py`. */
  readonly script: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly startupSeconds: number;
  /** The file of the variant's log stream. */
  readonly logFile: string;
}

/** SageMaker's time between SIGTERM and SIGKILL for a container. */
const STOP_MS = 30_000;
/** For the output that a process leaves in its pipes. */
const LAST_OUTPUT_MS = 500;

/** How a process ended, in words: `exit code 1`, `SIGKILL`. */
export type Ending = string;

/** @param announced the file in which the server tells its port */
export function spawnServer(spec: ServerSpec, announced: string): ChildProcess {
  const packages = join(spec.variantDir, 'packages');
  return spawn(
    spec.python,
    [spec.script, '--announce', announced, '--packages', packages, '--end-with-parent'],
    {
      cwd: spec.variantDir,
      env: { ...spec.environment },
      // The server ends when the pipe to its stdin closes: also when this engine is killed.
      stdio: ['pipe', 'pipe', 'pipe'],
      // A process group of its own, so that what the model starts ends with it.
      detached: process.platform !== 'win32',
      windowsHide: true,
    },
  );
}

/** Resolves when the process runs. @throws HostingError when there is no such Python */
export async function spawned(child: ChildProcess, spec: ServerSpec): Promise<void> {
  try {
    await once(child, 'spawn');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw clientError(
      `The Python "${spec.python}" could not be started (${why}). Choose one with the setting sagemaker.local.python or --python.`,
      error,
    );
  }
}

/** Follows the output into the log; resolves when the process is gone and its output has been read. */
export function endOf(child: ChildProcess, log: LogWriter): Promise<Ending> {
  for (const pipe of [child.stdout, child.stderr]) {
    if (pipe) readLines(pipe, (lines) => log.write(lines), 'end');
  }
  // A server that dies while it is being told something: its end says more than the broken pipe.
  child.stdin?.on('error', () => undefined);
  const ended = new Promise<Ending>((resolve) => {
    // Not `close` alone: a child of the server may hold the pipes open for ever.
    child.once('exit', (code, signal) => {
      const ending = signal ?? `exit code ${code ?? 'unknown'}`;
      const late = setTimeout(() => resolve(ending), LAST_OUTPUT_MS);
      child.once('close', () => {
        clearTimeout(late);
        resolve(ending);
      });
    });
    child.on('error', (error) => {
      if (child.pid === undefined) resolve(error.message);
    });
  });
  void ended.then(() => {
    child.stdout?.destroy();
    child.stderr?.destroy();
    log.close();
  });
  return ended;
}

/** Ends a server and what it started: SIGTERM, SIGKILL 30 s later. */
export async function stopProcess(child: ChildProcess, ended: Promise<Ending>): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  if (child.exitCode === null && child.signalCode === null) {
    signalGroup(pid, 'SIGTERM');
    const late = setTimeout(() => signalGroup(pid, 'SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(late);
  }
  // What the model started and did not end itself.
  signalGroup(pid, 'SIGKILL');
}
