import { type ChildProcess } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LogWriter } from '../jobs/logWriter.ts';
import { isJsonObject, number, type Json } from '../json.ts';
import { ContainerHttp } from './containerHttp.ts';
import { pingFailure } from './hostingError.ts';
import { noteProcess } from './leftovers.ts';
import { endOf, spawned, spawnServer, stopProcess, type Ending, type ServerSpec } from './serverProcess.ts';

const POLL_MS = 25;

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
      await spawned(child, spec);
      if (child.pid !== undefined) await noteProcess(spec.variantDir, child.pid);
      const http = new ContainerHttp(await answering(announced, ended, spec, log, signal));
      void ended.then(() => http.close());
      return new ModelServer(child, ended, http);
    } catch (error) {
      await stopProcess(child, ended);
      throw error;
    }
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Ends the server: SIGTERM, SIGKILL 30 s later. */
  stop(): Promise<void> {
    return stopProcess(this.#child, this.ended);
  }
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
