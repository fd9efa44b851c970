import { NormalizedSchema } from '@smithy/core/schema';
import { type StaticOperationSchema } from '@smithy/types';
import { asAwsError, AwsError } from '../http/awsError.ts';
import { type EngineRequest, type EngineResponse, type Service } from '../http/message.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { type ServiceConstraints } from './constraints.ts';
import { readBySchema, shapeBySchema } from './schema.ts';
import { validateInput } from './validate.ts';

/** An answer that goes on: an event stream. */
export interface StreamedAnswer {
  readonly stream: AsyncIterable<Uint8Array>;
  readonly contentType: string;
}

/**
 * Serves one operation. The input has been checked against the operation's schema; the output is cut to what its
 * schema knows. Times are epoch seconds in SageMaker's shapes, whatever the schema says in others.
 */
export type JsonHandler = (
  input: JsonObject,
  request: EngineRequest,
) => JsonObject | StreamedAnswer | Promise<JsonObject | StreamedAnswer>;

export interface JsonServiceOptions {
  readonly signingNames: readonly string[];
  /** What `X-Amz-Target` has before the dot: `SageMaker`, `Logs_20140328`. */
  readonly targetPrefix: string;
  /** The SDK client's exports: its `Operation$` schemas say what each operation takes and gives. */
  readonly schemas: object;
  readonly handlers: Readonly<Record<string, JsonHandler>>;
  /** The error for operations that AWS has and the handlers do not. */
  readonly unsupported?: (operation: string) => AwsError;
  readonly constraints?: ServiceConstraints | undefined;
  /** Exceptions for input that breaks constraints, where the service has its own; `ValidationException` otherwise. */
  readonly invalidInput?: (message: string) => AwsError;
}

const CONTENT_TYPE = 'application/x-amz-json-1.1';

function isOperation(value: unknown): value is StaticOperationSchema {
  return Array.isArray(value) && value[0] === 9;
}

function isStreamed(answer: JsonObject | StreamedAnswer): answer is StreamedAnswer {
  return (
    typeof answer['stream'] === 'object' &&
    answer['stream'] !== null &&
    Symbol.asyncIterator in answer['stream']
  );
}

/** The schema of an operation by its name, `undefined` when the service has none such. */
export function operationSchema(schemas: object, operation: string): StaticOperationSchema | undefined {
  const found: unknown = (schemas as Record<string, unknown>)[`${operation}$`];
  return isOperation(found) ? found : undefined;
}

function parseBody(bytes: Uint8Array): JsonObject {
  if (bytes.length === 0) return {};
  let parsed: Json;
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Json;
  } catch (cause) {
    throw new AwsError(
      'SerializationException',
      'The request body is not JSON in UTF-8.',
      400,
      {},
      { cause },
    );
  }
  if (!isJsonObject(parsed))
    throw new AwsError('SerializationException', 'The request body is not a JSON object.');
  return parsed;
}

/** AWS JSON 1.1: one POST to `/`, the operation named by `X-Amz-Target`. */
export function awsJsonService(options: JsonServiceOptions): Service {
  const target = `${options.targetPrefix}.`;

  const invoke = async (request: EngineRequest): Promise<EngineResponse> => {
    const header = request.headers['x-amz-target'] ?? '';
    const operation = header.startsWith(target) ? header.slice(target.length) : '';
    const schema = operationSchema(options.schemas, operation);
    const handler = Object.hasOwn(options.handlers, operation) ? options.handlers[operation] : undefined;
    if (!schema || !handler) {
      throw (
        (schema && options.unsupported?.(operation)) ??
        new AwsError('UnknownOperationException', `There is no operation "${operation || header}" here.`)
      );
    }
    const inputSchema = NormalizedSchema.of(schema[4]);
    const raw = parseBody(await request.bytes());
    const input = inputSchema.isUnitSchema() ? {} : readBySchema(inputSchema, raw);
    if (!isJsonObject(input))
      throw new AwsError('SerializationException', 'The request body is not a JSON object.');
    try {
      validateInput(inputSchema, input, options.constraints);
    } catch (error) {
      throw options.invalidInput && error instanceof AwsError ? options.invalidInput(error.message) : error;
    }
    const answer = await handler(input, request);
    if (isStreamed(answer)) {
      return { status: 200, headers: { 'content-type': answer.contentType }, body: answer.stream };
    }
    const output = NormalizedSchema.of(schema[5]);
    const hasBody = !output.isUnitSchema();
    return {
      status: 200,
      headers: { 'content-type': CONTENT_TYPE },
      body: hasBody ? JSON.stringify(shapeBySchema(schema[5], answer)) : '',
    };
  };

  return {
    signingNames: options.signingNames,
    accepts: (request) => request.headers['x-amz-target']?.startsWith(target) ?? false,
    handle: invoke,
    errorResponse(error) {
      const found = asAwsError(error);
      return {
        status: found.status,
        headers: { 'content-type': CONTENT_TYPE, 'x-amzn-errortype': found.code },
        body: JSON.stringify({ __type: found.code, message: found.message, ...found.members }),
      };
    },
  };
}
