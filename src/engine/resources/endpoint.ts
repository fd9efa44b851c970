import { validationError } from '../http/awsError.ts';
import { text, type JsonObject } from '../json.ts';
import { type JsonHandler } from '../protocols/awsJson.ts';
import { type Behaviour } from './behaviour.ts';
import { alreadyExisting, couldNotFind } from './errors.ts';
import { type KindContext, type ResourceKind } from './kind.ts';
import { type KindOperations } from './operations.ts';
import { type ResourceRecord } from './record.ts';

function requireConfig(input: JsonObject, context: KindContext): void {
  const name = text(input, 'EndpointConfigName') ?? '';
  if (context.find('EndpointConfig', name)) return;
  const arn = `arn:aws:sagemaker:${context.region}:${context.accountId}:endpoint-config/${name}`;
  throw validationError(`Could not find endpoint configuration "${arn}".`);
}

/** @throws AwsError while the endpoint is between two states, as AWS refuses it. */
function requireSettled(record: ResourceRecord): void {
  const status = text(record.document, 'EndpointStatus') ?? '';
  if (['Creating', 'Updating', 'SystemUpdating', 'RollingBack', 'Deleting'].includes(status)) {
    throw validationError(`Cannot update in-progress endpoint "${record.arn}".`);
  }
}

/** Endpoints; `behaviour` runs their model servers. */
export function endpoint(behaviour: Behaviour): ResourceKind {
  return {
    name: 'Endpoint',
    exists: alreadyExisting('endpoint'),
    notFound: couldNotFind('endpoint'),
    create(input, context) {
      requireConfig(input, context);
      return { ...input, EndpointStatus: 'Creating' };
    },
    update(record, input, context) {
      requireSettled(record);
      requireConfig(input, context);
      // The configuration's name changes when the new one serves: `behaviour` sets it then.
      return { EndpointStatus: 'Updating', FailureReason: undefined };
    },
    delete: () => ({ EndpointStatus: 'Deleting' }),
    behaviour,
  };
}

/** What UpdateEndpointWeightsAndCapacities asks of `hosting/`. */
export interface WeightUpdater {
  updateWeightsAndCapacities(record: ResourceRecord, request: JsonObject): void;
}

/** UpdateEndpointWeightsAndCapacities: moves traffic between the variants of an endpoint that is in service. */
export function updateWeights(operations: KindOperations, endpoints: WeightUpdater): JsonHandler {
  return (input, request) => {
    const record = operations.find(input, request);
    requireSettled(record);
    endpoints.updateWeightsAndCapacities(record, input);
    return { EndpointArn: record.arn };
  };
}
