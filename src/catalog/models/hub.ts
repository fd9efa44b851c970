import type { DescribeHubResponse, HubInfo } from '@aws-sdk/client-sagemaker';
import type { Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { failureChild, facts, present, s3Child, statusText } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, pageInput } from '../sdk.ts';
import { statusOf } from '../status.ts';
import { moment } from '../text.ts';

export const hub: ResourceKind = {
  id: 'hub',
  singular: 'hub',
  plural: 'Hubs',
  icon: 'library',
  group: 'Models',
  branches: [{ kind: 'hubContent' }],
  query: { name: true, statuses: [], sortBy: ['CreationTime', 'Name', 'Status'] },
  async list(from, query) {
    const by = { Name: 'HubName', Status: 'HubStatus', CreationTime: 'CreationTime' } as const;
    const answer = await call(
      from,
      'ListHubs',
      {
        ...pageInput(query),
        NameContains: query.nameContains,
        SortBy: query.sortBy === 'Name' || query.sortBy === 'Status' ? by[query.sortBy] : by.CreationTime,
        SortOrder: query.sortOrder ?? 'Descending',
      },
      query.signal,
    );
    return { items: (answer.HubSummaries ?? []).map(hubResource), nextToken: answer.NextToken };
  },
  // By its ARN, so that AWS's public hub and shared ones are found too.
  async describe(from, { name, arn }, signal) {
    return hubDetails(await call(from, 'DescribeHub', { HubName: arn || name }, signal));
  },
  status: statusOf,
  actions: ({ status, arn }) =>
    status === 'Deleting' || isPublic(arn) ? ['describe'] : ['describe', 'tag', 'delete'],
  async delete(from, { name }) {
    await call(from, 'DeleteHub', { HubName: name });
  },
  deleteNote: 'Its contents must be deleted first.',
};

/** AWS's own hub, which everybody can read. */
export function isPublic(arn: string): boolean {
  return arn.split(':')[4] === 'aws';
}

function hubResource(found: HubInfo | DescribeHubResponse): Resource {
  return {
    kind: 'hub',
    name: found.HubName ?? '',
    arn: found.HubArn ?? '',
    status: found.HubStatus,
    note: found.HubDisplayName === found.HubName ? undefined : found.HubDisplayName,
    createdAt: found.CreationTime,
    modifiedAt: found.LastModifiedTime,
  };
}

/** @param found as DescribeHub answers */
function hubDetails(found: DescribeHubResponse): Details {
  return {
    document: found,
    resource: hubResource(found),
    facts: facts(
      ['Status', statusText(found.HubStatus, found.FailureReason)],
      ['Shown as', found.HubDisplayName],
      ['Description', found.HubDescription],
      ['Keywords', found.HubSearchKeywords?.join(', ')],
      ['Created', moment(found.CreationTime)],
    ),
    children: present(
      failureChild(found.FailureReason),
      s3Child('storage', 'Storage', found.S3StorageConfig?.S3OutputPath),
    ),
  };
}
