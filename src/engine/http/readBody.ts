import { type Readable } from 'node:stream';
import { AwsError } from './awsError.ts';

/** Bodies that are not streamed stay below this; the largest that AWS takes so is InvokeEndpoint's, of 6 MB. */
const MAX_BYTES = 8 * 1024 * 1024;
/** Of a longer body so much is read and dropped, so that its sender gets to see the answer. */
const MAX_DROPPED = 64 * 1024 * 1024;

/**
 * A request's whole body. By events: for the small bodies that most are, an asynchronous iterator takes longer than all the rest.
 * @throws AwsError `RequestEntityTooLarge` (413) past 8 MiB
 */
export function readBody(message: Readable): Promise<Uint8Array> {
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
