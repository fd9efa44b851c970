import { sign, type Signer } from '../../engine/raw/signing.ts';
import { type Answered, Connection } from './connection.ts';

export interface Figures {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** Signs a control-plane call and writes it out, ready for the wire. */
export function callBytes(signer: Signer, operation: string, input: object): Buffer {
  const body = JSON.stringify(input);
  const { target, headers } = sign(signer, {
    service: 'sagemaker',
    method: 'POST',
    path: '/',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `SageMaker.${operation}` },
    body,
  });
  const lines = Object.entries({ ...headers, 'content-length': String(Buffer.byteLength(body)) });
  return Buffer.from(
    `POST ${target} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`,
  );
}

function okay(answer: Answered): Answered {
  if (answer.status === 200) return answer;
  throw new Error(`The answer was ${answer.status}: ${answer.body.toString().slice(0, 500)}`);
}

/** One call over a connection of its own. @throws Error for an answer other than 200 */
export async function callOnce(signer: Signer, operation: string, input: object): Promise<Buffer> {
  const connection = new Connection(Number(new URL(signer.endpoint).port));
  const { body } = okay(await connection.send(callBytes(signer, operation, input)));
  connection.close();
  return body;
}

/**
 * Sends requests over several connections at once, each as fast as answers come.
 * @param next the next request, `undefined` when there are no more; may look at the answer before on the same connection
 * @throws Error for an answer other than 200
 */
export async function load(
  signer: Signer,
  connections: number,
  next: (connection: number, before: Answered | undefined) => Buffer | undefined,
): Promise<Figures> {
  const port = Number(new URL(signer.endpoint).port);
  const times: number[] = [];
  const begun = performance.now();
  const work = async (number: number): Promise<void> => {
    const connection = new Connection(port);
    let before: Answered | undefined;
    for (let request = next(number, before); request; request = next(number, before)) {
      const sent = performance.now();
      before = okay(await connection.send(request));
      times.push(performance.now() - sent);
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: connections }, (_, number) => work(number)));
  const seconds = (performance.now() - begun) / 1000;
  times.sort((a, b) => a - b);
  const at = (part: number): number =>
    times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? NaN;
  return { perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99) };
}
