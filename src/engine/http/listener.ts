import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type EngineLog } from '../parts.ts';
import { AwsError } from './awsError.ts';
import { parseQuery, sha256Hex } from './canonical.ts';
import { type KeyRing } from './keyRing.ts';
import {
  type ChunkVerifier,
  type EngineRequest,
  type EngineResponse,
  type LentContent,
  type Scope,
  type Service,
} from './message.ts';
import { createServer } from './nodeHttp.ts';
import { parseSignature, type SignedRequest, verifySignature } from './signature.ts';
import { isPresignedV2, verifyPresignedV2 } from './signatureV2.ts';

/** Bodies that are not streamed stay below this; the largest that AWS takes so is InvokeEndpoint's, of 6 MB. */
const MAX_BYTES = 8 * 1024 * 1024;
/** Of a longer body so much is read and dropped, so that its sender gets to see the answer. */
const MAX_DROPPED = 64 * 1024 * 1024;

export interface ListenerOptions {
  readonly services: readonly Service[];
  readonly keys: KeyRing;
  readonly accountId: string;
  /** Spoken for where a signature names none. */
  readonly region: string;
  readonly log: EngineLog;
  /** A page for a browser, which cannot sign: `undefined` for every other request. */
  readonly page: (request: SignedRequest) => EngineResponse | undefined;
  /** Called for each request that was let in: the idle clock starts anew. */
  readonly onRequest: () => void;
}

/** Node reads header values as Latin-1; clients that send more than ASCII send, and sign, UTF-8. */
function utf8(value: string): string {
  return /[\x80-\xff]/.test(value) ? Buffer.from(value, 'latin1').toString('utf8') : value;
}

function flatten(message: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(message.headersDistinct).map(([name, values]) => [name, utf8((values ?? []).join(','))]),
  );
}

/** By events: for the small bodies that most are, an asynchronous iterator takes longer than all the rest. */
function readAll(message: Readable): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let size = 0;
    const done = (): void => {
      const complaint = `The request body is larger than ${MAX_BYTES} bytes.`;
      if (size > MAX_BYTES) reject(new AwsError('RequestEntityTooLarge', complaint, 413));
      else resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
    };
    message.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_BYTES) chunks.push(chunk);
      else chunks = [];
      if (size > MAX_DROPPED) {
        message.pause();
        done();
      }
    });
    message.once('end', done);
    message.once('error', reject);
    message.once('close', () => reject(new Error('The client left in the middle of its request.')));
  });
}

/** Who is to answer, as far as can be told without believing the signature. */
function guessService(
  services: readonly Service[],
  request: SignedRequest,
  signingName?: string,
): Service | undefined {
  const named = services.filter((s) => signingName === undefined || s.signingNames.includes(signingName));
  return (
    named.find((service) => service.accepts?.(request) ?? true) ??
    (signingName === undefined ? undefined : named[0])
  );
}

/** The request's scope, once its signature holds; `bytes` where the body had to be read for that. */
async function verify(
  message: IncomingMessage,
  request: SignedRequest,
  options: ListenerOptions,
): Promise<{ scope: Scope; bytes?: Uint8Array; chunks?: ChunkVerifier }> {
  if (isPresignedV2(request)) return { scope: verifyPresignedV2(request, options.keys, options.region) };
  const guess = guessService(options.services, request);
  const signature = parseSignature(request, guess?.signingNames[0] ?? 's3');
  const { scope } = signature;
  // S3 bodies are streamed: what the header declares is signed, and S3 compares the body with it as it comes in.
  const bytes = scope.service === 's3' ? undefined : await readAll(message);
  const declared = request.headers['x-amz-content-sha256'] ?? 'UNSIGNED-PAYLOAD';
  const chunks = verifySignature(request, signature, bytes ? sha256Hex(bytes) : declared, options.keys);
  return { scope, chunks, ...(bytes ? { bytes } : {}) };
}

/** Aborted when the client goes away. */
function signalOf(response: ServerResponse): AbortSignal {
  const abort = new AbortController();
  if (response.closed) abort.abort();
  else response.once('close', () => abort.abort());
  return abort.signal;
}

async function authenticate(
  message: IncomingMessage,
  response: ServerResponse,
  request: SignedRequest,
  options: ListenerOptions,
): Promise<EngineRequest & { service: Service }> {
  const { scope, bytes, chunks } = await verify(message, request, options);
  const service = guessService(options.services, request, scope.service);
  if (!service) {
    throw new AwsError('UnknownService', `The local engine has no service "${scope.service}".`, 404);
  }
  return {
    ...request,
    service,
    scope,
    accountId: options.accountId,
    requestId: randomUUID(),
    // Few ask for these two, and making them takes longer than answering most requests.
    get signal() {
      return signalOf(response);
    },
    ...(chunks ? { chunks } : {}),
    get body() {
      return bytes ? Readable.from([bytes]) : message;
    },
    bytes: () => (bytes ? Promise.resolve(bytes) : readAll(message)),
  };
}

/** As Node takes it, each byte of its UTF-8 a character; what no header can carry becomes a space. */
function headerValue(value: string): string {
  return Buffer.from(value.replace(/\p{Cc}/gu, ' ')).toString('latin1');
}

function isLent(body: AsyncIterable<Uint8Array>): body is LentContent {
  return 'isLent' in body;
}

/** Sends piece by piece, each when the one before has left the process. */
async function sendLent(content: LentContent, response: ServerResponse): Promise<void> {
  try {
    for await (const piece of content) {
      await new Promise<void>((resolve, reject) => {
        response.write(piece, (error) => {
          if (error) reject(error);
          else resolve();
        });
      });
    }
    response.end();
  } finally {
    content.release();
  }
}

async function send(
  answer: EngineResponse,
  requestId: string,
  message: IncomingMessage,
  response: ServerResponse,
) {
  response.statusCode = answer.status;
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, headerValue(value));
  response.setHeader('x-amzn-requestid', requestId);
  response.setHeader('x-amz-request-id', requestId);
  // A body that nobody read would be taken for the next request: end the connection after this answer.
  if (!message.complete) response.setHeader('connection', 'close');
  const { body } = answer;
  if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) {
    const bytes = Buffer.from(body ?? '');
    if (!response.hasHeader('content-length')) response.setHeader('content-length', bytes.length);
    response.end(message.method === 'HEAD' ? undefined : bytes);
  } else if (isLent(body)) {
    await sendLent(body, response);
  } else {
    await pipeline(Readable.from(body, { objectMode: false }), response);
  }
}

async function serve(
  message: IncomingMessage,
  response: ServerResponse,
  options: ListenerOptions,
): Promise<void> {
  const url = message.url ?? '/';
  const mark = url.indexOf('?');
  const request: SignedRequest = {
    method: message.method ?? 'GET',
    rawPath: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? [] : parseQuery(url.slice(mark + 1)),
    headers: flatten(message),
  };
  let requestId: string = randomUUID();
  const page = options.page(request);
  if (page) {
    await send(page, requestId, message, response);
    return;
  }
  let service = guessService(options.services, request);
  let answer: EngineResponse;
  try {
    const verified = await authenticate(message, response, request, options);
    ({ service, requestId } = verified);
    options.onRequest();
    answer = await verified.service.handle(verified);
  } catch (error) {
    if (message.socket.destroyed) return;
    if (!(error instanceof AwsError)) options.log(`${request.method} ${request.rawPath} failed`, error);
    answer = service
      ? service.errorResponse(error, { ...request, requestId })
      : { status: 404, headers: {}, body: 'Not Found' };
  }
  await send(answer, requestId, message, response);
}

/** The engine's one port, on 127.0.0.1 only: every request's signature is checked, then its service answers. */
export function createListener(options: ListenerOptions): Server {
  const server = createServer((message, response) => {
    serve(message, response, options).catch((error: unknown) => {
      // A client that left in the middle of an answer is no fault of ours.
      if (!message.socket.destroyed) options.log('An answer could not be sent', error);
      response.destroy();
    });
  });
  server.requestTimeout = 0; // Uploads take what they take.
  server.keepAliveTimeout = 65_000;
  return server;
}
