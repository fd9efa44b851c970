import { type NormalizedSchema } from '@smithy/core/schema';
import { type EngineRequest } from '../http/message.ts';
import { type RestCodec, type TextValues } from './restCodec.ts';
import { type RestOperation } from './restRoute.ts';
import { membersOf } from '../../analysis/shapes/members.ts';

/** A request's body: streamed once, or taken whole. */
export interface RestBody extends AsyncIterable<Uint8Array> {
  bytes(): Promise<Uint8Array>;
}

/** An operation's input by the names of its schema, with the types of the SDK's own input types. */
export type RestInput = Record<string, unknown>;

/** Path labels are decoded once: S3 keys may hold anything, `%2F` and `..` included. */
function decodeLabel(codec: RestCodec, name: string, raw: string): string {
  try {
    return decodeURIComponent(raw);
  } catch {
    throw codec.invalid(name, raw);
  }
}

function readQuery(
  values: TextValues,
  schema: NormalizedSchema,
  name: string,
  request: EngineRequest,
): unknown {
  const given = request.query.filter(([key]) => key === name).map(([, value]) => value);
  if (given.length === 0) return undefined;
  if (!schema.isListSchema()) return values.read(schema, name, given[0] ?? '');
  return given.map((value) => values.read(schema.getValueSchema(), name, value));
}

/** Every query parameter that no other member and no constant of the operation has taken. */
function restOfQuery(operation: RestOperation, request: EngineRequest): Record<string, string> {
  const taken = new Set(operation.constants.map(([name]) => name));
  for (const member of membersOf(operation.input).values()) {
    const { httpQuery } = member.getMergedTraits();
    if (httpQuery !== undefined) taken.add(httpQuery);
  }
  return Object.fromEntries(request.query.filter(([name]) => !taken.has(name)));
}

function prefixed(prefix: string, request: EngineRequest): Record<string, string> | undefined {
  const found = Object.entries(request.headers)
    .filter(([name]) => name.startsWith(prefix.toLowerCase()))
    .map(([name, value]) => [name.slice(prefix.length), value]);
  return found.length === 0 ? undefined : (Object.fromEntries(found) as Record<string, string>);
}

/** The member's value as far as path, query and headers have it. */
function readBound(
  operation: RestOperation,
  values: TextValues,
  schema: NormalizedSchema,
  request: EngineRequest,
): unknown {
  const { httpQuery, httpQueryParams, httpHeader, httpPrefixHeaders } = schema.getMergedTraits();
  if (httpQuery !== undefined) return readQuery(values, schema, httpQuery, request);
  if (httpQueryParams) return restOfQuery(operation, request);
  if (typeof httpPrefixHeaders === 'string') return prefixed(httpPrefixHeaders, request);
  if (httpHeader === undefined) return undefined;
  const text = request.headers[httpHeader.toLowerCase()];
  return text === undefined ? undefined : values.read(schema, httpHeader, text);
}

async function readBody(codec: RestCodec, schema: NormalizedSchema, body: RestBody): Promise<unknown> {
  const bytes = await body.bytes();
  if (schema.isBlobSchema()) return bytes;
  if (schema.isStringSchema()) return new TextDecoder().decode(bytes);
  if (bytes.length === 0) return undefined;
  try {
    return await codec.read(schema, bytes);
  } catch (cause) {
    throw codec.malformed(cause);
  }
}

/**
 * Binds a request to its operation's input. A streaming payload is handed on as the {@link RestBody} itself.
 * @throws AwsError the codec's complaints about text that does not fit its member, or about the body.
 */
export async function readInput(
  operation: RestOperation,
  codec: RestCodec,
  values: TextValues,
  request: EngineRequest,
  body: RestBody,
): Promise<RestInput> {
  const input: RestInput = {};
  if (operation.input.isUnitSchema()) return input;
  const labels = operation.path.exec(request.rawPath)?.slice(1) ?? [];
  const inBody: string[] = [];
  for (const [name, schema] of membersOf(operation.input)) {
    const traits = schema.getMergedTraits();
    let value: unknown;
    if (traits.httpPayload) {
      value = schema.isStreaming() ? body : await readBody(codec, schema, body);
    } else if (traits.httpLabel) {
      const raw = labels[operation.labels.indexOf(name)];
      value = raw === undefined ? undefined : values.read(schema, name, decodeLabel(codec, name, raw));
    } else if (
      traits.httpQuery === undefined &&
      !traits.httpQueryParams &&
      traits.httpHeader === undefined &&
      traits.httpPrefixHeaders === undefined
    ) {
      inBody.push(name);
    } else {
      value = readBound(operation, values, schema, request);
    }
    if (value !== undefined) input[name] = value;
  }
  if (inBody.length === 0) return input;
  const document = (await readBody(codec, operation.input, body)) as RestInput | undefined;
  for (const name of inBody) if (document?.[name] !== undefined) input[name] = document[name];
  return input;
}
