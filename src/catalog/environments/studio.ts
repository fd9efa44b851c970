import { arnPath } from '../arn.ts';
import type { Action, PageQuery, SageMaker } from '../kind.ts';
import type { Resource, ResourceReference } from '../resource.ts';
import { call } from '../sdk.ts';

/** The statuses in which a domain, a user profile or a space can be deleted. */
const settled = new Set<string | undefined>(['InService', 'Failed', 'Update_Failed', 'Delete_Failed']);

/** What can be done with a domain, a user profile or a space; `ready` is for those that are in service. */
export function studioActions({ status }: Resource, ...ready: readonly Action[]): readonly Action[] {
  if (!settled.has(status)) return ['describe', 'tag'];
  return ['describe', 'tag', ...(status === 'InService' ? ready : []), 'delete'];
}

/** The domain's id, which is the first word in the ARN of all that belongs to it. */
export const domainIdOf = ({ arn }: ResourceReference): string => arnPath(arn)[0] ?? '';

/**
 * An ARN of the account and region that are listed: the lists within domains name no ARNs.
 * @param domainId of a domain among what was listed; undefined when nothing was
 * @returns '' when nothing was listed
 */
export async function arnBeside(
  from: SageMaker,
  { within, signal }: PageQuery,
  domainId: string | undefined,
): Promise<string> {
  if (within) return within.arn;
  if (domainId === undefined) return '';
  const { DomainArn: arn = '' } = await call(from, 'DescribeDomain', { DomainId: domainId }, signal);
  return arn;
}

/** A page of Studio, good for five minutes. @throws what SageMaker answers */
export async function studioUrl(
  from: SageMaker,
  DomainId: string,
  UserProfileName: string,
  SpaceName?: string,
): Promise<string> {
  const answer = await call(from, 'CreatePresignedDomainUrl', { DomainId, UserProfileName, SpaceName });
  if (!answer.AuthorizedUrl) throw new Error(`SageMaker gave no page of Studio for ${UserProfileName}.`);
  return answer.AuthorizedUrl;
}
