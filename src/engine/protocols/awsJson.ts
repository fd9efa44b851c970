import { NormalizedSchema } from '@smithy/core/schema';
import { asAwsError, AwsError } from '../http/awsError.ts';
import { type EngineRequest, type EngineResponse, type Service } from '../http/message.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { type ErrorNames, wireError } from './errorNames.ts';
import { guardJson } from './jsonGuard.ts';
import { findRpcOperation, operationSchema, readRpcInput, rpcBody, type RpcOptions } from './rpc.ts';
import { shapeBySchema } from './schema.ts';

export { operationSchema } from './rpc.ts';

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

export interface JsonServiceOptions extends RpcOptions<JsonHandler> {
  /** What `X-Amz-Target` has before the dot: `SageMaker`, `Logs_20140328`; `undefined` where the path names the operation. */
  readonly targetPrefix: string | undefined;
  /** The error for operations that AWS has and the handlers do not. */
  readonly unsupported?: (operation: string) => AwsError;
  /** Default 1.1. */
  readonly version?: '1.0' | '1.1';
  /** The names that the service's errors have here, where older protocols call them otherwise. */
  readonly errorNames?: ErrorNames;
}

function isStreamed(answer: JsonObject | StreamedAnswer): answer is StreamedAnswer {
  return (
    typeof answer['stream'] === 'object' &&
    answer['stream'] !== null &&
    Symbol.asyncIterator in answer['stream']
  );
}

function parseBody(bytes: Uint8Array): JsonObject {
  if (bytes.length === 0) return {};
  guardJson(bytes);
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

/** AWS JSON: one POST to `/`, the operation named by `X-Amz-Target`; or by the path, as restJson1 without bindings has it. */
export function awsJsonService(options: JsonServiceOptions): Service {
  const { targetPrefix } = options;
  const target = targetPrefix === undefined ? '' : `${targetPrefix}.`;
  const contentType =
    targetPrefix === undefined ? 'application/json' : `application/x-amz-json-${options.version ?? '1.1'}`;
  const nameIn = ({ headers, rawPath }: Pick<EngineRequest, 'headers' | 'rawPath'>): string =>
    targetPrefix === undefined ? rawPath.slice(1) : (headers['x-amz-target'] ?? '');

  const invoke = async (request: EngineRequest): Promise<EngineResponse> => {
    const header = nameIn(request);
    const operation = header.startsWith(target) ? header.slice(target.length) : '';
    const found = findRpcOperation(options, operation);
    if (!found) {
      throw (
        (operationSchema(options.schemas, operation) && options.unsupported?.(operation)) ??
        new AwsError('UnknownOperationException', `There is no operation "${operation || header}" here.`)
      );
    }
    const { schema, handler } = found;
    const input = readRpcInput(options, schema, parseBody(await rpcBody(request)));
    const answer = await handler(input, request);
    if (isStreamed(answer)) {
      return { status: 200, headers: { 'content-type': answer.contentType }, body: answer.stream };
    }
    const output = NormalizedSchema.of(schema[5]);
    const hasBody = !output.isUnitSchema();
    return {
      status: 200,
      headers: { 'content-type': contentType },
      body: hasBody ? JSON.stringify(shapeBySchema(schema[5], answer)) : '',
    };
  };

  return {
    signingNames: options.signingNames,
    accepts: (request) =>
      targetPrefix === undefined
        ? operationSchema(options.schemas, nameIn(request)) !== undefined
        : nameIn(request).startsWith(target),
    handle: invoke,
    errorResponse(error) {
      const found = asAwsError(error);
      const { name, headers } = wireError(found, options.errorNames);
      return {
        status: found.status,
        headers: { 'content-type': contentType, 'x-amzn-errortype': name, ...headers },
        body: JSON.stringify({ __type: name, message: found.message, ...found.members }),
      };
    },
  };
}
