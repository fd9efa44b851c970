import { Agent, request } from '../http/nodeHttp.ts';

/** A container's answer, whatever its status. */
export interface ContainerAnswer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** The client side of SageMaker's hosting contract: `GET /ping`, `POST /invocations`. */
export class ContainerHttp {
  readonly #port: number;
  readonly #agent = new Agent({ keepAlive: true });

  constructor(port: number) {
    this.#port = port;
  }

  /** Whether the server says that it is well, in the two seconds that SageMaker gives it. */
  async ping(): Promise<boolean> {
    const answer = await this.#send('GET', '/ping', {}, new Uint8Array(), AbortSignal.timeout(2000)).catch(
      () => undefined,
    );
    return answer?.status === 200;
  }

  /** @throws Error when the connection breaks, or with the reason of `signal` */
  invoke(
    headers: Readonly<Record<string, string>>,
    body: Uint8Array,
    signal: AbortSignal,
  ): Promise<ContainerAnswer> {
    return this.#send('POST', '/invocations', headers, body, signal);
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body: Uint8Array,
    signal: AbortSignal,
  ): Promise<ContainerAnswer> {
    return new Promise((resolve, reject) => {
      const sent = request({
        host: '127.0.0.1',
        port: this.#port,
        agent: this.#agent,
        method,
        path,
        headers: { ...headers, 'Content-Length': body.length },
        signal,
      });
      sent.once('error', reject);
      sent.once('response', (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.once('error', reject);
        answer.once('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: Object.fromEntries(
              Object.entries(answer.headersDistinct).map(([name, values]) => [
                name,
                (values ?? []).join(','),
              ]),
            ),
            body: Buffer.concat(chunks),
          }),
        );
      });
      sent.end(body);
    });
  }
}
