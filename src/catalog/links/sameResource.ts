import type { ResourceReference } from '../resource.ts';

/** Whether two references mean the same resource. SageMaker writes some names small in ARNs. */
export function sameResource(a: Pick<ResourceReference, 'arn'>, b: Pick<ResourceReference, 'arn'>): boolean {
  return a.arn.toLowerCase() === b.arn.toLowerCase();
}
