import { Agent, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type RawRequest, sign, type Signer } from './signing.ts';

/** An answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Sends signed requests that no SDK would, over connections that are kept open. */
export class RawClient {
  readonly #signer: Signer;
  readonly #agent: Agent;

  constructor(signer: Signer, connections = 8) {
    this.#signer = signer;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** @throws Error when no whole answer comes, or none in 30 s */
  async send(request: RawRequest): Promise<RawAnswer> {
    const { target, headers } = sign(this.#signer, request);
    return this.sendAs(request.method, target, headers, request.body ?? '');
  }

  /** Sends what is given, signed or not. */
  sendAs(
    method: string,
    target: string,
    headers: Readonly<Record<string, string>>,
    body: string | Uint8Array,
  ): Promise<RawAnswer> {
    const { hostname, port } = new URL(this.#signer.endpoint);
    const bytes = Buffer.from(body);
    return new Promise((resolve, reject) => {
      const options = { method, path: target, hostname, port, agent: this.#agent };
      const framing = 'transfer-encoding' in headers ? {} : { 'content-length': String(bytes.length) };
      const outgoing = httpRequest({ ...options, headers: { ...framing, ...headers } }, (incoming) => {
        buffer(incoming).then((content) => {
          const flat = Object.entries(incoming.headers).map(
            ([name, value]) => [name, String(value)] as const,
          );
          resolve({ status: incoming.statusCode ?? 0, headers: Object.fromEntries(flat), body: content });
        }, reject);
      });
      outgoing.setTimeout(30_000, () => outgoing.destroy(new Error('There was no answer in 30 s.')));
      outgoing.once('error', reject);
      outgoing.end(bytes);
    });
  }

  /** Bytes straight into a socket, for what is no HTTP; @returns what came until the engine closed, or `ms` passed */
  bytes(content: string | Uint8Array, ms = 500): Promise<string> {
    const { hostname, port } = new URL(this.#signer.endpoint);
    return new Promise((resolve) => {
      const socket = connect(Number(port), hostname);
      let answer = '';
      const done = (): void => {
        socket.destroy();
        resolve(answer);
      };
      socket.setTimeout(ms, done);
      socket.on('data', (data) => (answer += data.toString('latin1')));
      socket.on('error', done);
      socket.on('close', done);
      socket.write(content);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
