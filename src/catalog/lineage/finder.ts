import { referenceFromArn } from '../arn.ts';
import type { Details } from '../details.ts';
import type { SageMaker } from '../kind.ts';
import { kindTitle } from './kindTitle.ts';
import { type Related, relatedResource, type Role } from './related.ts';

/**
 * Asks SageMaker for one relation of a resource.
 * @throws what SageMaker answers
 */
export type Finder = (
  from: SageMaker,
  details: Details,
  signal: AbortSignal | undefined,
) => Promise<readonly Related[]>;

/** How many of one relation are asked for. */
export const mostOfOne = 100;

/** The resources of those ARNs that there are. */
export function byArns(role: Role, arns: readonly (string | undefined)[]): Related[] {
  return arns.flatMap((arn) => {
    const reference = referenceFromArn(arn ?? '');
    return reference ? [relatedResource(role, kindTitle(reference.kind), reference)] : [];
  });
}
