import { NormalizedSchema } from '@smithy/core/schema';
import { asAwsError, AwsError } from '../http/awsError.ts';
import { type EngineRequest, type EngineResponse, type Service } from '../http/message.ts';
import { type JsonObject } from '../json.ts';
import { formTree, readForm } from './queryForm.ts';
import { queryXml } from './queryXml.ts';
import { xmlElements } from './restXml.ts';
import { findRpcOperation, readRpcInput, rpcBody, type RpcOptions } from './rpc.ts';
import { shapeBySchema } from './schema.ts';

/** Serves one operation; input and output in wire form, as {@link JsonHandler}. */
export type RpcHandler = (input: JsonObject, request: EngineRequest) => JsonObject | Promise<JsonObject>;

export interface QueryServiceOptions extends RpcOptions<RpcHandler> {
  /** `Version` of the requests: `2011-06-15`. */
  readonly version: string;
  /** `xmlns` of the answers. */
  readonly xmlNamespace: string;
}

const XML = { 'content-type': 'text/xml' };

/** The parameters, of the body and of the URL: presigned requests have them there. */
async function parameters(request: EngineRequest): Promise<(readonly [string, string])[]> {
  const body = new TextDecoder().decode(await rpcBody(request));
  return [...request.query, ...new URLSearchParams(body)];
}

/** AWS's query protocol: the operation and its input in a form, the answer in XML. STS, IAM, older clients of CloudWatch. */
export function awsQueryService(options: QueryServiceOptions): Service {
  const { version, xmlNamespace } = options;

  const handle = async (request: EngineRequest): Promise<EngineResponse> => {
    const form = formTree(await parameters(request));
    const action = form.below.get('Action')?.text ?? '';
    const operation = findRpcOperation(options, action);
    if (!operation) {
      throw new AwsError(
        action === '' ? 'MissingAction' : 'InvalidAction',
        `Could not find operation ${action.slice(0, 100)} for version ${version}`,
      );
    }
    const { schema, handler } = operation;
    const input = NormalizedSchema.of(schema[4]);
    const answer = await handler(
      readRpcInput(options, schema, input.isUnitSchema() ? {} : readForm(input, form)),
      request,
    );
    const output = NormalizedSchema.of(schema[5]);
    const result = output.isUnitSchema()
      ? ''
      : queryXml(output, `${action}Result`, shapeBySchema(schema[5], answer));
    const metadata = `<ResponseMetadata>${xmlElements({ RequestId: request.requestId })}</ResponseMetadata>`;
    return {
      status: 200,
      headers: XML,
      body: `<${action}Response xmlns="${xmlNamespace}">${result}${metadata}</${action}Response>`,
    };
  };

  return {
    signingNames: options.signingNames,
    accepts: ({ headers }) =>
      headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false,
    handle,
    errorResponse(error, { requestId }) {
      const { code, message, status } = asAwsError(error);
      const type = status < 500 ? 'Sender' : 'Receiver';
      const inner = xmlElements({ Type: type, Code: code, Message: message });
      return {
        status,
        headers: XML,
        body: `<ErrorResponse xmlns="${xmlNamespace}"><Error>${inner}</Error>${xmlElements({ RequestId: requestId })}</ErrorResponse>`,
      };
    },
  };
}
