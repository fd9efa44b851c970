import * as schemas from '@aws-sdk/client-sagemaker';
import { AwsError } from '../../http/awsError.ts';
import { type Service } from '../../http/message.ts';
import { awsJsonService, type JsonHandler } from '../../protocols/awsJson.ts';
import { constraintsOf } from '../../protocols/constraints.ts';

/** The SDK client's exports: what every operation takes and gives. */
export const sagemakerSchemas: object = schemas;

/** SageMaker's control plane over the handlers that the families of resources bring. */
export function createSageMakerService(handlers: Readonly<Record<string, JsonHandler>>): Service {
  return awsJsonService({
    signingNames: ['sagemaker'],
    targetPrefix: 'SageMaker',
    schemas,
    handlers,
    constraints: constraintsOf('sagemaker'),
    unsupported: (operation) =>
      new AwsError('UnknownOperationException', `The local engine does not have ${operation} yet.`),
  });
}
