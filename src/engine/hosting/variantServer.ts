import { setTimeout as sleep } from 'node:timers/promises';
import { LogWriter } from '../jobs/logWriter.ts';
import { type EngineLog } from '../log.ts';
import { type ContainerAnswer } from './containerHttp.ts';
import { ModelServer } from './modelServer.ts';
import { type ServerSpec } from './serverProcess.ts';

/** The server of a variant is not there to answer. */
export class ServerDown extends Error {}

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;

/** Keeps a variant's model server running: one that dies after its first ping is started again, after ever longer pauses. */
export class VariantServer {
  readonly #spec: () => ServerSpec;
  readonly #log: EngineLog;
  readonly #stopping = new AbortController();
  #server: ModelServer | undefined;
  /** Why there is no server just now. */
  #down = 'it is starting';
  #inFlight = 0;
  #supervision: Promise<void> = Promise.resolve();

  /** @param spec asked at each start: the Python may have changed */
  constructor(spec: () => ServerSpec, log: EngineLog) {
    this.#spec = spec;
    this.#log = log;
  }

  /** The process of the server; `undefined` while there is none. */
  get pid(): number | undefined {
    return this.#server?.pid;
  }

  /** @throws HostingError when it does not come up */
  async start(signal: AbortSignal): Promise<void> {
    const server = await ModelServer.start(this.#spec(), AbortSignal.any([signal, this.#stopping.signal]));
    this.#server = server;
    this.#supervision = this.#supervise(server);
  }

  /** @throws ServerDown; Error when the connection breaks; the reason of `signal` */
  async invoke(
    headers: Readonly<Record<string, string>>,
    body: Uint8Array,
    signal: AbortSignal,
  ): Promise<ContainerAnswer> {
    const server = this.#server;
    if (!server) throw new ServerDown(this.#down);
    this.#inFlight++;
    try {
      return await server.http.invoke(headers, body, signal);
    } catch (error) {
      // The connection often breaks a moment before the process's end is known.
      const ending = await Promise.race([server.ended, sleep(200, undefined)]);
      if (ending !== undefined && !signal.aborted)
        throw new ServerDown(`it ended (${ending}) during the request`);
      throw error;
    } finally {
      this.#inFlight--;
    }
  }

  /** Resolves when no request is under way, or after `limitMs`. */
  async drained(limitMs: number): Promise<void> {
    const deadline = Date.now() + limitMs;
    while (this.#inFlight > 0 && Date.now() < deadline) await sleep(20);
  }

  async stop(): Promise<void> {
    this.#stopping.abort(new ServerDown('it is being stopped'));
    this.#down = 'it is being stopped';
    await this.#server?.stop();
    await this.#supervision;
  }

  /** Never rejects. */
  async #supervise(first: ModelServer): Promise<void> {
    const { signal } = this.#stopping;
    let server: ModelServer | undefined = first;
    let pause = FIRST_PAUSE_MS;
    while (!this.#isStopping()) {
      if (server) {
        const since = Date.now();
        const ending = await server.ended;
        this.#server = undefined;
        if (this.#isStopping()) return;
        if (Date.now() - since > LONGEST_PAUSE_MS) pause = FIRST_PAUSE_MS;
        this.#tell(`The model server ended (${ending}); it is started again in ${pause / 1000} s.`);
        this.#down = `it ended (${ending}) and is being started again`;
      }
      await sleep(pause, undefined, { signal }).catch(() => undefined);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      server = await this.#again(signal);
    }
    await server?.stop();
  }

  async #again(signal: AbortSignal): Promise<ModelServer | undefined> {
    try {
      this.#server = await ModelServer.start(this.#spec(), signal);
      return this.#server;
    } catch (error) {
      if (!this.#isStopping()) this.#tell('The model server could not be started again.', error);
      return undefined;
    }
  }

  #isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  #tell(message: string, error?: unknown): void {
    const { variant, logFile } = this.#spec();
    const log = new LogWriter(logFile);
    log.write([message]);
    log.close();
    this.#log(`variant ${variant}: ${message}`, error);
  }
}
