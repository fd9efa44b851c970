import type { DescribeUserProfileResponse, UserProfileDetails } from '@aws-sdk/client-sagemaker';
import { arnPath, sibling } from '../arn.ts';
import type { Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { roleChild } from '../links.ts';
import { failureChild, facts, linkChild, present, statusText, valueChild } from '../parts.ts';
import type { Resource, ResourceReference } from '../resource.ts';
import { call, fullQuery, sortedInput } from '../sdk.ts';
import { statusOf } from '../status.ts';
import { moment } from '../text.ts';
import { arnBeside, domainIdOf, studioActions, studioUrl } from './studio.ts';

export const userProfile: ResourceKind = {
  id: 'userProfile',
  singular: 'user profile',
  plural: 'User profiles',
  icon: 'account',
  group: 'Environments',
  nested: true,
  branches: [{ kind: 'app' }],
  query: fullQuery([], ['CreationTime', 'LastModifiedTime']),
  async list(from, query) {
    const answer = await call(
      from,
      'ListUserProfiles',
      {
        ...sortedInput<'CreationTime' | 'LastModifiedTime'>(query),
        UserProfileNameContains: query.nameContains,
        DomainIdEquals: query.within && domainIdOf(query.within),
      },
      query.signal,
    );
    const profiles = answer.UserProfiles ?? [];
    const beside = await arnBeside(from, query, profiles[0]?.DomainId);
    return {
      items: profiles.map((profile) => profileResource(profile, beside)),
      nextToken: answer.NextToken,
    };
  },
  async describe(from, reference, signal) {
    return userProfileDetails(await call(from, 'DescribeUserProfile', named(reference), signal));
  },
  status: statusOf,
  actions: (resource) => studioActions(resource, 'browse'),
  url: (from, reference) => studioUrl(from, domainIdOf(reference), reference.name),
  async delete(from, reference) {
    await call(from, 'DeleteUserProfile', named(reference));
  },
  deleteNote:
    'Its apps and private spaces must be deleted before it. Its home folder can then no longer be opened from Studio.',
  consolePath: ({ arn, name }) => `/studio/${arnPath(arn)[0] ?? ''}/user/${name}`,
};

const named = (reference: ResourceReference) => ({
  DomainId: domainIdOf(reference),
  UserProfileName: reference.name,
});

function profileResource(answer: UserProfileDetails | DescribeUserProfileResponse, beside: string): Resource {
  const { DomainId: domain = '', UserProfileName: name = '' } = answer;
  return {
    ...sibling(beside, 'userProfile', domain, name),
    status: answer.Status,
    createdAt: answer.CreationTime,
    modifiedAt: answer.LastModifiedTime,
  };
}

function userProfileDetails(answer: DescribeUserProfileResponse): Details {
  const { UserProfileArn: arn = '', UserSettings: settings } = answer;
  return {
    document: answer,
    resource: { ...profileResource(answer, arn), arn },
    facts: facts(
      ['Status', statusText(answer.Status, answer.FailureReason)],
      ['Domain', answer.DomainId],
      ['Sign-in', answer.SingleSignOnUserValue],
      ['Changed', moment(answer.LastModifiedTime)],
      ['Created', moment(answer.CreationTime)],
    ),
    children: present(
      failureChild(answer.FailureReason),
      linkChild('Domain', 'home', arn, 'domain', answer.DomainId),
      roleChild(settings?.ExecutionRole),
      valueChild('Security groups', 'shield', settings?.SecurityGroups?.join(', ')),
    ),
  };
}
