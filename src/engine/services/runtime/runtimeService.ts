import * as schemas from '@aws-sdk/client-sagemaker-runtime';
import { type InvokeEndpointInput } from '@aws-sdk/client-sagemaker-runtime';
import { type EndpointInvoker } from '../../hosting/invoker.ts';
import { AwsError } from '../../http/awsError.ts';
import { type EngineRequest, type Service } from '../../http/message.ts';
import { restService } from '../../protocols/rest.ts';
import { restJsonCodec } from '../../protocols/restJson.ts';

/** AWS's limit for the body of InvokeEndpoint, bytes. */
const MAX_BODY = 6_291_456;

/** The request's members that the container sees, by their header names there. */
function containerHeaders(input: InvokeEndpointInput): Record<string, string> {
  const headers = {
    'Content-Type': input.ContentType,
    Accept: input.Accept,
    'X-Amzn-SageMaker-Custom-Attributes': input.CustomAttributes,
    'X-Amzn-SageMaker-Inference-Id': input.InferenceId,
    'X-Amzn-SageMaker-Session-Id': input.SessionId,
  };
  return Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function refuseUnsupported(input: InvokeEndpointInput): void {
  for (const member of ['TargetModel', 'TargetContainerHostname', 'InferenceComponentName'] as const) {
    if (input[member] !== undefined) {
      throw new AwsError(
        'ValidationError',
        `${member} was given, but the endpoint ${input.EndpointName ?? ''} serves single models.`,
      );
    }
  }
}

/** SageMaker Runtime: `POST /endpoints/{EndpointName}/invocations`. */
export function createRuntimeService(invoker: EndpointInvoker): Service {
  return restService({
    // The control plane's signing name too; the path tells them apart.
    signingNames: ['sagemaker'],
    accepts: ({ rawPath }) => rawPath.startsWith('/endpoints/'),
    schemas,
    codec: restJsonCodec(),
    handlers: {
      async InvokeEndpoint(input: InvokeEndpointInput, request: EngineRequest) {
        refuseUnsupported(input);
        const body = input.Body ?? new Uint8Array();
        if (body.length > MAX_BODY) {
          throw new AwsError('ValidationError', `HTTP content length exceeded ${MAX_BODY} bytes.`);
        }
        const prediction = await invoker.invoke({
          region: request.scope.region,
          accountId: request.accountId,
          endpointName: input.EndpointName ?? '',
          ...(input.TargetVariant !== undefined && { targetVariant: input.TargetVariant }),
          headers: containerHeaders(input),
          body,
          signal: request.signal,
        });
        return {
          Body: prediction.body,
          ContentType: prediction.contentType,
          InvokedProductionVariant: prediction.variant,
          CustomAttributes: prediction.customAttributes,
        };
      },
    },
    unsupported: (operation) =>
      new AwsError('UnknownOperationException', `The local engine does not serve ${operation} yet.`, 404),
  });
}
