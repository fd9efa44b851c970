import * as schemas from '@aws-sdk/client-sagemaker';
import { AwsError } from '../../http/awsError.ts';
import { type Service } from '../../http/message.ts';
import { type EngineLog } from '../../parts.ts';
import { awsJsonService, type JsonHandler } from '../../protocols/awsJson.ts';
import { constraintsOf } from '../../protocols/constraints.ts';
import { type ResourceKind } from '../../resources/kind.ts';
import { kindOperations } from '../../resources/operations.ts';
import { type ResourceStore } from '../../resources/resourceStore.ts';
import { tagOperations } from '../../resources/tags.ts';

/**
 * SageMaker's control plane: the generic operations of every kind, and those that belong to none.
 * @param further operations that are not of the generic shape, by name
 */
export function createSageMakerService(
  kinds: readonly ResourceKind[],
  resources: ResourceStore,
  log: EngineLog,
  further: Readonly<Record<string, JsonHandler>>,
): Service {
  const handlers = Object.assign(
    {},
    ...kinds.map((kind) => kindOperations(kind, resources, schemas, log)),
    tagOperations(resources),
    further,
  ) as Record<string, JsonHandler>;
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
