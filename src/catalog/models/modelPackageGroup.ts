import type { DescribeModelPackageGroupOutput, ModelPackageGroupSummary } from '@aws-sdk/client-sagemaker';
import type { Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { facts, statusText } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, fullQuery, listInput } from '../sdk.ts';
import { statusOf } from '../status.ts';
import { moment } from '../text.ts';

export const modelPackageGroup: ResourceKind = {
  id: 'modelPackageGroup',
  singular: 'model package group',
  plural: 'Model package groups',
  icon: 'versions',
  group: 'Models',
  branches: [{ kind: 'modelPackage', label: 'Versions' }],
  query: fullQuery([]),
  async list(from, query) {
    const input = listInput<'CreationTime' | 'Name'>(query);
    const answer = await call(from, 'ListModelPackageGroups', input, query.signal);
    return {
      items: (answer.ModelPackageGroupSummaryList ?? []).map(groupResource),
      nextToken: answer.NextToken,
    };
  },
  // By its ARN, so that a group that another account shares is found too.
  async describe(from, { name, arn }, signal) {
    const answer = await call(
      from,
      'DescribeModelPackageGroup',
      { ModelPackageGroupName: arn || name },
      signal,
    );
    return modelPackageGroupDetails(answer);
  },
  status: statusOf,
  actions: ({ status }) => (status === 'Deleting' ? ['describe'] : ['describe', 'tag', 'delete']),
  async delete(from, { name, arn }) {
    await call(from, 'DeleteModelPackageGroup', { ModelPackageGroupName: arn || name });
  },
  deleteNote: 'Its versions must be deleted first.',
};

function groupResource(group: ModelPackageGroupSummary | DescribeModelPackageGroupOutput): Resource {
  return {
    kind: 'modelPackageGroup',
    name: group.ModelPackageGroupName ?? '',
    arn: group.ModelPackageGroupArn ?? '',
    status: group.ModelPackageGroupStatus,
    createdAt: group.CreationTime,
  };
}

/** @param group as DescribeModelPackageGroup answers */
function modelPackageGroupDetails(group: DescribeModelPackageGroupOutput): Details {
  return {
    document: group,
    resource: groupResource(group),
    facts: facts(
      ['Status', statusText(group.ModelPackageGroupStatus, undefined)],
      ['Description', group.ModelPackageGroupDescription],
      ['By', group.CreatedBy?.UserProfileName ?? group.CreatedBy?.IamIdentity?.Arn],
      ['Created', moment(group.CreationTime)],
    ),
    children: [],
  };
}
