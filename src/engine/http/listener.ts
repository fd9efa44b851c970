import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type EngineLog } from '../log.ts';
import { type AccessOptions, authenticate, guessService } from './authenticate.ts';
import { AwsError } from './awsError.ts';
import { parseQuery } from './canonical.ts';
import { type EngineResponse, type SignedRequest } from './message.ts';
import { createServer } from './nodeHttp.ts';
import { sendResponse } from './sendResponse.ts';

export interface ListenerOptions extends AccessOptions {
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
    await sendResponse(page, requestId, message, response);
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
  await sendResponse(answer, requestId, message, response);
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
