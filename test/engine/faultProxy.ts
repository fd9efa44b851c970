import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the proxy does with a request instead of passing it on. */
export type Fault =
  | 'drop'
  | { readonly status: number; readonly code: string }
  | { readonly answer: Readonly<Record<string, unknown>> };

/** A request as the faults see it. */
export interface Seen {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly target: string | undefined;
  /** Of small requests; empty for uploads. */
  readonly body: string;
  /** Of the body, in bytes. */
  readonly length: number;
}

/** Stands before the engine, counts what passes, and drops or answers what a test wants to fail. */
export class FaultProxy {
  readonly seen: Seen[] = [];
  /** Decides for each request; undefined passes it on. */
  fault: (seen: Seen) => Fault | undefined = () => undefined;
  /** Drops the answer of a request that the engine has answered. */
  dropAnswer: (seen: Seen) => boolean = () => false;
  readonly #engine: URL;
  readonly #server: Server;

  constructor(engine: string) {
    this.#engine = new URL(engine);
    this.#server = createServer((from, to) => {
      // A client that gives up in the middle of a request is no failure of the proxy.
      this.#pass(from, to).catch(() => to.destroy());
    });
  }

  /** @returns its URL */
  async start(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** Body bytes of the uploads that were passed on. */
  sent(): number {
    return this.seen
      .filter(({ method, target }) => method === 'PUT' && target === undefined)
      .reduce((sum, { length }) => sum + length, 0);
  }

  async #pass(from: IncomingMessage, to: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of from) pieces.push(piece as Buffer);
    const body = Buffer.concat(pieces);
    const target = from.headers['x-amz-target'];
    const seen: Seen = {
      method: from.method ?? '',
      url: from.url ?? '',
      target: typeof target === 'string' ? target.split('.').at(-1) : undefined,
      body: typeof target === 'string' ? body.toString() : '',
      length: body.length,
    };
    const fault = this.fault(seen);
    if (fault === 'drop') {
      from.socket.destroy();
      return;
    }
    if (fault && 'answer' in fault) {
      to.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(fault.answer));
      return;
    }
    if (fault) {
      const xml = `<Error><Code>${fault.code}</Code><Message>${fault.code}</Message></Error>`;
      const json = JSON.stringify({ __type: fault.code, message: fault.code });
      to.writeHead(fault.status).end(seen.target === undefined ? xml : json);
      return;
    }
    this.seen.push(seen);
    const { method, headers, url } = from;
    const on = request({ host: this.#engine.hostname, port: this.#engine.port, method, path: url, headers });
    // The engine may answer, and close, before it has read all; `once` below hears of what fails before an answer.
    on.on('error', () => undefined);
    on.end(body);
    const [answer] = (await once(on, 'response')) as [IncomingMessage];
    if (this.dropAnswer(seen)) {
      answer.resume();
      from.socket.destroy();
      return;
    }
    to.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(to);
  }
}
