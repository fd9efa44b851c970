import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { NormalizedSchema } from '@smithy/core/schema';
import { type StaticOperationSchema } from '@smithy/types';
import { AwsError } from '../http/awsError.ts';
import { type EngineRequest } from '../http/message.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { ServiceConstraints } from '../../analysis/shapes/constraint.ts';
import { readBySchema } from './schema.ts';
import { validateInput } from './validate.ts';

/** What the protocols without bindings (AWS JSON, query, CBOR) need of a service; `Handler` is theirs. */
export interface RpcOptions<Handler> {
  readonly signingNames: readonly string[];
  /** The SDK client's exports, or some of them: the `Operation$` schemas say what each operation takes and gives. */
  readonly schemas: object;
  /** By operation name. */
  readonly handlers: Readonly<Record<string, Handler>>;
  readonly constraints?: ServiceConstraints | undefined;
  /** Exceptions for input that breaks constraints, where the service has its own; `ValidationException` otherwise. */
  readonly invalidInput?: (message: string) => AwsError;
}

/** An operation that is served. */
export interface RpcOperation<Handler> {
  readonly schema: StaticOperationSchema;
  readonly handler: Handler;
}

function isOperation(value: unknown): value is StaticOperationSchema {
  return Array.isArray(value) && value[0] === 9;
}

/** The schema of an operation by its name, `undefined` when the service has none such. */
export function operationSchema(schemas: object, operation: string): StaticOperationSchema | undefined {
  const found: unknown = (schemas as Record<string, unknown>)[`${operation}$`];
  return isOperation(found) ? found : undefined;
}

/** The operation of that name, `undefined` when it is not served. */
export function findRpcOperation<Handler>(
  { schemas, handlers }: RpcOptions<Handler>,
  name: string,
): RpcOperation<Handler> | undefined {
  const schema = operationSchema(schemas, name);
  const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
  return schema && handler !== undefined ? { schema, handler } : undefined;
}

/** Reads and checks an operation's input. @throws AwsError when it has the wrong types, or breaks constraints */
export function readRpcInput<Handler>(
  options: RpcOptions<Handler>,
  schema: StaticOperationSchema,
  raw: Json,
): JsonObject {
  const inputSchema = NormalizedSchema.of(schema[4]);
  const input = inputSchema.isUnitSchema() ? {} : readBySchema(inputSchema, raw);
  if (!isJsonObject(input)) {
    throw new AwsError('SerializationException', 'The request body is not an object.');
  }
  try {
    validateInput(inputSchema, input, options.constraints);
  } catch (error) {
    throw options.invalidInput && error instanceof AwsError ? options.invalidInput(error.message) : error;
  }
  return input;
}

/** Bytes; what a compressed body may grow to. */
const MAX_INFLATED = 32 * 1024 * 1024;

/** The body, taken out of the compression that clients put larger ones in (PutMetricData). @throws AwsError */
export async function rpcBody(request: EngineRequest): Promise<Uint8Array> {
  const bytes = await request.bytes();
  if (request.headers['content-encoding'] !== 'gzip') return bytes;
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: MAX_INFLATED });
  } catch (cause) {
    throw new AwsError(
      'SerializationException',
      `The request body is not gzip of at most ${MAX_INFLATED} bytes.`,
      400,
      {},
      { cause },
    );
  }
}
