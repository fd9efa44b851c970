import { type NormalizedSchema } from '@smithy/core/schema';
import { type EngineResponse } from '../http/message.ts';
import { type RestCodec, type TextValues } from './restCodec.ts';
import { type RestOperation } from './restRoute.ts';
import { membersOf } from '../../analysis/shapes/members.ts';

type Body = NonNullable<EngineResponse['body']>;

function isStream(value: object): value is AsyncIterable<Uint8Array> {
  return Symbol.asyncIterator in value;
}

/** Blobs, text and streams go as they are; structures are written by the codec. */
function payload(codec: RestCodec, schema: NormalizedSchema, value: unknown): Body {
  if (typeof value === 'string' || value instanceof Uint8Array) return value;
  if (typeof value !== 'object' || value === null)
    throw new TypeError('A payload is text, bytes, a stream or a structure.');
  return isStream(value) ? value : codec.write(schema, value);
}

function payloadType(codec: RestCodec, schema: NormalizedSchema): string {
  if (schema.isStreaming() && schema.isStructSchema()) return 'application/vnd.amazon.eventstream';
  if (schema.isBlobSchema()) return 'application/octet-stream';
  return schema.isStringSchema() ? 'text/plain' : codec.contentType;
}

/**
 * Writes an operation's output as a response. Members that are `undefined` are left out. A payload that streams, an
 * event stream included, is given as an `AsyncIterable` of bytes that are already encoded.
 */
export function writeOutput(
  operation: RestOperation,
  codec: RestCodec,
  values: TextValues,
  output: Readonly<Record<string, unknown>>,
): EngineResponse {
  let { status } = operation;
  if (operation.output.isUnitSchema()) return { status, headers: {} };
  const headers: Record<string, string> = {};
  const document: Record<string, unknown> = {};
  let hasDocument = false;
  let body: Body | undefined;
  for (const [name, schema] of membersOf(operation.output)) {
    const { httpHeader, httpPrefixHeaders, httpPayload, httpResponseCode } = schema.getMergedTraits();
    const value = output[name];
    if (httpHeader === undefined && httpPrefixHeaders === undefined && !httpPayload && !httpResponseCode) {
      hasDocument = true;
      document[name] = value;
    } else if (value === undefined || value === null) {
      continue;
    } else if (httpHeader !== undefined) {
      headers[httpHeader.toLowerCase()] = values.write(schema, value);
    } else if (typeof httpPrefixHeaders === 'string') {
      for (const [key, text] of Object.entries(value))
        headers[`${httpPrefixHeaders}${key}`.toLowerCase()] = String(text);
    } else if (httpResponseCode) {
      status = Number(value);
    } else {
      body = payload(codec, schema, value);
      headers['content-type'] ??= payloadType(codec, schema);
    }
  }
  if (hasDocument && operation.method !== 'HEAD') {
    body = codec.write(operation.output, document);
    headers['content-type'] ??= codec.contentType;
  }
  return body === undefined ? { status, headers } : { status, headers, body };
}
