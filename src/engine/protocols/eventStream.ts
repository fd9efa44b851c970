import { EventStreamCodec } from '@smithy/core/event-streams';
import { type JsonObject } from '../json.ts';

/*
 * AWS's event stream encoding (`application/vnd.amazon.eventstream`): a binary message an event, its type in headers,
 * its members as JSON in the body.
 */

export const EVENT_STREAM_TYPE = 'application/vnd.amazon.eventstream';

const codec = new EventStreamCodec(
  (bytes) => (typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('utf8')),
  (text) => Buffer.from(text, 'utf8'),
);

function message(headers: Readonly<Record<string, string>>, body: JsonObject): Uint8Array {
  const typed = Object.entries({ ...headers, ':content-type': 'application/json' }).map(
    ([name, value]) => [name, { type: 'string' as const, value }] as const,
  );
  return codec.encode({ headers: Object.fromEntries(typed), body: Buffer.from(JSON.stringify(body)) });
}

/** An event; a stream over AWS JSON begins with the event `initial-response`, which holds the output's other members. */
export function eventMessage(type: string, body: JsonObject): Uint8Array {
  return message({ ':message-type': 'event', ':event-type': type }, body);
}

/** An exception that the stream's shape declares; the stream ends after it. */
export function exceptionMessage(type: string, text: string): Uint8Array {
  return message({ ':message-type': 'exception', ':exception-type': type }, { message: text });
}
