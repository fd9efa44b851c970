import { AwsError } from '../../http/awsError.ts';
import { type JsonObject } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { type ResourceStore } from '../../resources/resourceStore.ts';
import { quotaName } from './catalogue.ts';
import { type Quotas, UNLIMITED } from './quotas.ts';
import { demanded, held, LIMITED_OPERATIONS } from './usage.ts';

/** @throws AwsError `ResourceLimitExceeded`, in AWS's words, when a request asks for more instances than there may be */
function requireRoom(
  operation: string,
  input: JsonObject,
  region: string,
  { quotas, store }: { readonly quotas: Quotas; readonly store: ResourceStore },
): void {
  for (const wanted of demanded(operation, input, region, store)) {
    const limit = quotas.limit(region, wanted.use, wanted.type);
    // What one machine cannot reach need not be counted, job by job, on every Create.
    if (limit >= UNLIMITED && wanted.count <= limit) continue;
    const now = held(wanted, region, store);
    if (now + wanted.count <= limit) continue;
    throw new AwsError(
      'ResourceLimitExceeded',
      `The account-level service limit '${quotaName(wanted.use, wanted.type)}' is ${limit} Instances, with current ` +
        `utilization of ${now} Instances and a request delta of ${wanted.count} Instances. ` +
        'Please use AWS Service Quotas to request an increase for this quota. If AWS Service Quotas is not available, ' +
        'contact AWS support to request an increase for this quota.',
    );
  }
}

/** SageMaker's operations, with the quotas before those that take instances. */
export function limitedByQuotas(
  handlers: Readonly<Record<string, JsonHandler>>,
  quotas: Quotas,
  store: ResourceStore,
): Record<string, JsonHandler> {
  const all = { ...handlers };
  for (const operation of LIMITED_OPERATIONS) {
    const handler = handlers[operation];
    if (!handler) continue;
    all[operation] = (input, request) => {
      requireRoom(operation, input, request.scope.region, { quotas, store });
      return handler(input, request);
    };
  }
  return all;
}
