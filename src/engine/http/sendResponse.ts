import { type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type EngineResponse, type LentContent } from './message.ts';

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

/** Sends an answer to a request; resolves when it has left. @throws when the client leaves in the middle of it */
export async function sendResponse(
  answer: EngineResponse,
  requestId: string,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
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
