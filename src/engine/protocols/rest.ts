import { finished } from 'node:stream/promises';
import { type StaticOperationSchema } from '@smithy/types';
import { asAwsError, AwsError } from '../http/awsError.ts';
import { type EngineRequest, type EngineResponse, type Service } from '../http/message.ts';
import { type RestCodec, TextValues } from './restCodec.ts';
import { readInput, type RestBody } from './restInput.ts';
import { writeOutput } from './restOutput.ts';
import { findOperation, restOperation } from './restRoute.ts';

/** A response that an operation's schema cannot express, sent as it is. */
export class Verbatim {
  readonly response: EngineResponse;
  constructor(response: EngineResponse) {
    this.response = response;
  }
}

/**
 * Serves one operation. Its input has the shape of the SDK's own input type (`InvokeEndpointInput` …), so declare it
 * so; a streaming payload is a {@link RestBody}. The output has the SDK's output type; a payload may be an
 * `AsyncIterable<Uint8Array>`, whatever the SDK's type says. Throw `AwsError` for errors.
 */
export type RestHandler = (input: never, request: EngineRequest) => object | Promise<object>;

export interface RestServiceOptions {
  readonly signingNames: readonly string[];
  /** The SDK client's exports: its `Operation$` schemas say what each operation takes and gives. */
  readonly schemas: object;
  /** {@link restJsonCodec} or {@link restXmlCodec}. */
  readonly codec: RestCodec;
  /** By operation name. */
  readonly handlers: Readonly<Record<string, RestHandler>>;
  /** The error for operations that AWS has and the handlers do not. */
  readonly unsupported?: (operation: string) => AwsError;
  /** The label that leads paths without being in their templates: S3's `Bucket`. */
  readonly leadingLabel?: string;
  /** How a request's body is read; the request's own when absent. */
  readonly body?: (request: EngineRequest) => RestBody;
  readonly accepts?: NonNullable<Service['accepts']>;
}

/** A body that nobody read is read to its end when it is no longer than this, so that the client sees the answer. */
const DRAIN_BYTES = 4 * 1024 * 1024;

function isOperation(value: unknown): value is StaticOperationSchema {
  return Array.isArray(value) && value[0] === 9;
}

function plainBody(request: EngineRequest): RestBody {
  return {
    bytes: () => request.bytes(),
    [Symbol.asyncIterator]: () => (request.body as AsyncIterable<Uint8Array>)[Symbol.asyncIterator](),
  };
}

async function drain(request: EngineRequest): Promise<void> {
  const { body, headers } = request;
  const isSmall = Number(headers['content-length'] ?? 'NaN') <= DRAIN_BYTES;
  if (!isSmall || body.readableEnded || body.destroyed || body.readableDidRead) return;
  // A client that goes away meanwhile is no longer interested in the answer either.
  await finished(body.resume()).catch(() => undefined);
}

/**
 * A service over REST bindings (restJson1, restXml), driven by the SDK's own schemas: the operation is found by method,
 * path, constant and required query parameters; its input is bound from path, query, headers and body; its output is
 * written back the same way.
 *
 *     restService({ signingNames: ['sagemaker'], schemas, codec: restJsonCodec(),
 *       handlers: { InvokeEndpoint: async (input: InvokeEndpointInput, request) => ({ Body: bytes, ContentType: 'text/csv' }) } })
 */
export function restService(options: RestServiceOptions): Service {
  const { codec, handlers, leadingLabel } = options;
  const values = new TextValues(codec);
  const operations = Object.values(options.schemas)
    .filter(isOperation)
    .map((schema) => restOperation(schema, leadingLabel));
  // What is served comes first: it wins where two operations fit a request equally well.
  operations.sort(
    (a, b) => Number(Object.hasOwn(handlers, b.name)) - Number(Object.hasOwn(handlers, a.name)),
  );

  const handle = async (request: EngineRequest): Promise<EngineResponse> => {
    const operation = findOperation(operations, request);
    if (!operation) throw codec.unknown(request);
    const handler = Object.hasOwn(handlers, operation.name) ? handlers[operation.name] : undefined;
    if (!handler) {
      throw (
        options.unsupported?.(operation.name) ??
        new AwsError('NotImplemented', `The local engine does not implement ${operation.name}.`, 501)
      );
    }
    const body = (options.body ?? plainBody)(request);
    const input = await readInput(operation, codec, values, request, body);
    const output = await handler(input as never, request);
    return output instanceof Verbatim
      ? output.response
      : writeOutput(operation, codec, values, { ...output });
  };

  return {
    signingNames: options.signingNames,
    ...(options.accepts && { accepts: options.accepts }),
    async handle(request) {
      try {
        return await handle(request);
      } catch (error) {
        await drain(request);
        throw error;
      }
    },
    errorResponse: (error, request) => codec.error(asAwsError(error), request),
  };
}
