import type { DescribeLineageGroupResponse, LineageGroupSummary } from '@aws-sdk/client-sagemaker';
import type { Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { facts } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, sortedInput } from '../sdk.ts';
import { moment } from '../text.ts';

/** What lineage of an account can be shared with others; SageMaker makes it, and nobody deletes it. */
export const lineageGroup: ResourceKind = {
  id: 'lineageGroup',
  singular: 'lineage group',
  plural: 'Lineage groups',
  icon: 'organization',
  group: 'Governance',
  query: { name: false, statuses: [], sortBy: ['CreationTime', 'Name'] },
  async list(from, query) {
    const input = sortedInput<'CreationTime' | 'Name'>(query);
    const answer = await call(from, 'ListLineageGroups', input, query.signal);
    return { items: (answer.LineageGroupSummaries ?? []).map(groupResource), nextToken: answer.NextToken };
  },
  async describe(from, { name }, signal) {
    return lineageGroupDetails(await call(from, 'DescribeLineageGroup', { LineageGroupName: name }, signal));
  },
  status: () => undefined,
  actions: () => ['describe'],
};

function groupResource(answer: LineageGroupSummary | DescribeLineageGroupResponse): Resource {
  return {
    kind: 'lineageGroup',
    name: answer.LineageGroupName ?? '',
    arn: answer.LineageGroupArn ?? '',
    createdAt: answer.CreationTime,
    modifiedAt: answer.LastModifiedTime,
  };
}

function lineageGroupDetails(answer: DescribeLineageGroupResponse): Details {
  return {
    document: answer,
    resource: groupResource(answer),
    facts: facts(
      ['Display name', answer.DisplayName],
      ['Description', answer.Description],
      ['Changed', moment(answer.LastModifiedTime)],
      ['Created', moment(answer.CreationTime)],
    ),
    children: [],
  };
}
