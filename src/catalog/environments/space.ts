import type { DescribeSpaceResponse, SpaceDetails } from '@aws-sdk/client-sagemaker';
import { sibling } from '../arn.ts';
import type { Details } from '../details.ts';
import type { ResourceKind, SageMaker } from '../kind.ts';
import { failureChild, facts, linkChild, present, referenceChild, statusText } from '../parts.ts';
import type { Resource, ResourceReference } from '../resource.ts';
import { call, fullQuery, sortedInput } from '../sdk.ts';
import { statusOf, words } from '../status.ts';
import { moment } from '../text.ts';
import { arnBeside, domainIdOf, studioActions, studioUrl } from './studio.ts';

export const space: ResourceKind = {
  id: 'space',
  singular: 'space',
  plural: 'Spaces',
  icon: 'folder-library',
  group: 'Environments',
  nested: true,
  branches: [{ kind: 'app' }],
  query: fullQuery([], ['CreationTime', 'LastModifiedTime']),
  async list(from, query) {
    const answer = await call(
      from,
      'ListSpaces',
      {
        ...sortedInput<'CreationTime' | 'LastModifiedTime'>(query),
        SpaceNameContains: query.nameContains,
        DomainIdEquals: query.within && domainIdOf(query.within),
      },
      query.signal,
    );
    const spaces = answer.Spaces ?? [];
    const beside = await arnBeside(from, query, spaces[0]?.DomainId);
    return { items: spaces.map((one) => summaryResource(one, beside)), nextToken: answer.NextToken };
  },
  async describe(from, reference, signal) {
    return spaceDetails(await describeSpace(from, reference, signal));
  },
  status: statusOf,
  actions: (resource) => studioActions(resource, 'browse'),
  async url(from, reference) {
    const { OwnershipSettings: ownership } = await describeSpace(from, reference);
    const owner = ownership?.OwnerUserProfileName;
    if (!owner)
      throw new Error(`The space "${reference.name}" has no owner. Open Studio from a user profile.`);
    return studioUrl(from, domainIdOf(reference), owner, reference.name);
  },
  async delete(from, reference) {
    await call(from, 'DeleteSpace', named(reference));
  },
  deleteNote: 'Its apps must be deleted before it. Its volume, with all files on it, goes with it.',
};

const named = (reference: ResourceReference) => ({
  DomainId: domainIdOf(reference),
  SpaceName: reference.name,
});

const describeSpace = (from: SageMaker, reference: ResourceReference, signal?: AbortSignal) =>
  call(from, 'DescribeSpace', named(reference), signal);

function summaryResource(answer: SpaceDetails, beside: string): Resource {
  const { DomainId: domain = '', SpaceName: name = '' } = answer;
  const type = answer.SpaceSettingsSummary?.AppType;
  return {
    ...sibling(beside, 'space', domain, name),
    note: noteOf(type, answer.OwnershipSettingsSummary?.OwnerUserProfileName),
    status: answer.Status,
    createdAt: answer.CreationTime,
    modifiedAt: answer.LastModifiedTime,
  };
}

/** `JupyterLab · ann`. */
const noteOf = (type: string | undefined, owner: string | undefined) =>
  [type, owner].filter((part) => part !== undefined).join(' · ') || undefined;

function spaceDetails(answer: DescribeSpaceResponse): Details {
  const { SpaceArn: arn = '', SpaceName: name = '', DomainId: domain = '', SpaceSettings: settings } = answer;
  const owner = answer.OwnershipSettings?.OwnerUserProfileName;
  const sharing = answer.SpaceSharingSettings?.SharingType;
  const size = settings?.SpaceStorageSettings?.EbsStorageSettings?.EbsVolumeSizeInGb;
  return {
    document: answer,
    resource: {
      kind: 'space',
      name,
      arn,
      note: noteOf(settings?.AppType, owner),
      status: answer.Status,
      createdAt: answer.CreationTime,
      modifiedAt: answer.LastModifiedTime,
    },
    facts: facts(
      ['Status', statusText(answer.Status, answer.FailureReason)],
      ['Shown as', answer.SpaceDisplayName],
      ['Sharing', sharing && words(sharing)],
      ['Volume', size === undefined ? undefined : `${size} GB`],
      ['Created', moment(answer.CreationTime)],
    ),
    children: present(
      failureChild(answer.FailureReason),
      linkChild('Domain', 'home', arn, 'domain', domain),
      owner === undefined
        ? undefined
        : referenceChild('Owner', 'account', sibling(arn, 'userProfile', domain, owner)),
    ),
  };
}
