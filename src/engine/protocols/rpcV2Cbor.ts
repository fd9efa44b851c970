import { cbor } from '@smithy/core/cbor';
import { NormalizedSchema } from '@smithy/core/schema';
import { asAwsError, AwsError } from '../http/awsError.ts';
import { type EngineRequest, type EngineResponse, type Service } from '../http/message.ts';
import { type Json } from '../json.ts';
import { type RpcHandler } from './awsQuery.ts';
import { guardCbor } from './cborGuard.ts';
import { writeCbor, writeCborTexts } from './cborWriter.ts';
import { type ErrorNames, wireError } from './errorNames.ts';
import { findRpcOperation, readRpcInput, rpcBody, type RpcOptions } from './rpc.ts';
import { shapeBySchema } from './schema.ts';

export interface CborServiceOptions extends RpcOptions<RpcHandler> {
  /** The service's name in its URLs: `/service/<name>/operation/…`. */
  readonly serviceName: string;
  readonly errorNames?: ErrorNames;
}

const HEADERS = { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' };
const EPOCH_SECONDS = 1;

/** What the decoder makes of a body, in wire form: tagged times become epoch seconds, bytes base64. */
function fromCbor(value: unknown): Json {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  // JSON has no literal for these: in wire form they are text.
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(fromCbor);
  if (value instanceof Date) return value.getTime() / 1000;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (typeof value === 'object') {
    if ('tag' in value && 'value' in value && value.tag === EPOCH_SECONDS) return fromCbor(value.value);
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fromCbor(item)]));
  }
  throw new TypeError(`CBOR has no ${typeof value}.`);
}

function parseBody(body: Uint8Array): Json {
  if (body.length === 0) return {};
  guardCbor(body);
  try {
    return fromCbor(cbor.deserialize(body));
  } catch (cause) {
    throw new AwsError('SerializationException', 'The request body is not CBOR.', 400, {}, { cause });
  }
}

/** Smithy RPC v2 with CBOR: the first of the protocols that CloudWatch's model names. */
export function rpcV2CborService(options: CborServiceOptions): Service {
  const prefix = `/service/${options.serviceName}/operation/`;

  const handle = async (request: EngineRequest): Promise<EngineResponse> => {
    const { rawPath } = request;
    const name = rawPath.startsWith(prefix) ? rawPath.slice(prefix.length) : '';
    const operation = findRpcOperation(options, name);
    if (!operation) {
      throw new AwsError('UnknownOperationException', `There is no operation at ${rawPath.slice(0, 200)}.`);
    }
    const { schema, handler } = operation;
    const answer = await handler(readRpcInput(options, schema, parseBody(await rpcBody(request))), request);
    const output = NormalizedSchema.of(schema[5]);
    const body = output.isUnitSchema()
      ? writeCborTexts({})
      : writeCbor(output, shapeBySchema(schema[5], answer));
    return { status: 200, headers: HEADERS, body };
  };

  return {
    signingNames: options.signingNames,
    accepts: ({ headers }) => headers['smithy-protocol'] === 'rpc-v2-cbor',
    handle,
    errorResponse(error) {
      const found = asAwsError(error);
      const { name, headers } = wireError(found, options.errorNames);
      return {
        status: found.status,
        headers: { ...HEADERS, ...headers },
        body: writeCborTexts({ __type: name, message: found.message }),
      };
    },
  };
}
