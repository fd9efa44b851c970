import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LineSplitter } from '../jobs/lineSplitter.ts';
import { LogWriter } from '../jobs/logWriter.ts';
import { isJsonObject, number, type Json } from '../json.ts';
import { ContainerHttp } from './containerHttp.ts';
import { clientError, pingFailure } from './hostingError.ts';
import { noteProcess, signalGroup } from './leftovers.ts';

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
const POLL_MS = 25;
const LAST_OUTPUT_MS = 500;

/** How a process ended, in words: `exit code 1`, `SIGKILL`. */
export type Ending = string;

/** One model server process. */
export class ModelServer {
  readonly http: ContainerHttp;
  /** Resolves when the process is gone; never rejects. */
  readonly ended: Promise<Ending>;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, ended: Promise<Ending>, http: ContainerHttp) {
    this.#child = child;
    this.ended = ended;
    this.http = http;
  }

  /**
   * Starts a server and waits until it answers a ping.
   * @throws HostingError when Python is missing, the process ends, or the time is over; the process is gone then.
   *   Throws the reason of `signal` when that is aborted.
   */
  static async start(spec: ServerSpec, signal: AbortSignal): Promise<ModelServer> {
    const announced = join(spec.variantDir, 'server.json');
    await rm(announced, { force: true });
    signal.throwIfAborted();
    const log = new LogWriter(spec.logFile);
    const child = spawnServer(spec, announced);
    const ended = endOf(child, log);
    try {
      await started(child, spec);
      if (child.pid !== undefined) await noteProcess(spec.variantDir, child.pid);
      const http = new ContainerHttp(await answering(announced, ended, spec, log, signal));
      void ended.then(() => http.close());
      return new ModelServer(child, ended, http);
    } catch (error) {
      await stopProcess(child, ended);
      throw error;
    }
  }

  /** Ends the server: SIGTERM, SIGKILL 30 s later. */
  stop(): Promise<void> {
    return stopProcess(this.#child, this.ended);
  }
}

function spawnServer(spec: ServerSpec, announced: string): ChildProcess {
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

async function started(child: ChildProcess, spec: ServerSpec): Promise<void> {
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
function endOf(child: ChildProcess, log: LogWriter): Promise<Ending> {
  for (const pipe of [child.stdout, child.stderr]) {
    const lines = new LineSplitter();
    pipe
      ?.on('data', (chunk: Buffer) => log.write(lines.push(chunk)))
      .once('end', () => log.write(lines.end()));
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

async function announcedPort(file: string): Promise<number | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const announced = JSON.parse(text) as Json;
  return isJsonObject(announced) ? number(announced, 'port') : undefined;
}

/** The port, once the server has answered a ping there. */
async function answering(
  file: string,
  ended: Promise<Ending>,
  spec: ServerSpec,
  log: LogWriter,
  signal: AbortSignal,
): Promise<number> {
  let ending: Ending | undefined;
  void ended.then((how) => (ending = how));
  const deadline = Date.now() + spec.startupSeconds * 1000;
  while (Date.now() < deadline) {
    signal.throwIfAborted();
    if (ending !== undefined) {
      throw pingFailure(spec.variant, `The model server ended (${ending}) before it answered:`, log.tail());
    }
    const port = await announcedPort(file);
    if (port !== undefined) {
      const http = new ContainerHttp(port);
      const isWell = await http.ping();
      http.close();
      if (isWell) return port;
    }
    await sleep(POLL_MS);
  }
  throw pingFailure(spec.variant, `It gave no answer in ${spec.startupSeconds} seconds.`, log.tail());
}

async function stopProcess(child: ChildProcess, ended: Promise<Ending>): Promise<void> {
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
