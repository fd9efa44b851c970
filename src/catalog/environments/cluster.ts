import type { ClusterSummary, DescribeClusterResponse } from '@aws-sdk/client-sagemaker';
import type { Child, Details, Usage } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { roleChild } from '../links.ts';
import { failureChild, facts, present, statusChild, statusText, valueChild } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, fullQuery, listInput, shouted } from '../sdk.ts';
import { statusOf } from '../status.ts';
import { moment } from '../text.ts';
import { nodeChildren } from './clusterNodes.ts';

export const cluster: ResourceKind = {
  id: 'cluster',
  singular: 'cluster',
  plural: 'HyperPod clusters',
  icon: 'server-environment',
  group: 'Environments',
  query: fullQuery([], ['CreationTime', 'Name']),
  runningStatuses: ['Creating', 'InService', 'Updating', 'SystemUpdating', 'RollingBack', 'Deleting'],
  async list(from, query) {
    const input = { ...listInput(query), SortBy: shouted<'CREATION_TIME' | 'NAME'>(query.sortBy) };
    const answer = await call(from, 'ListClusters', input, query.signal);
    return { items: (answer.ClusterSummaries ?? []).map(clusterResource), nextToken: answer.NextToken };
  },
  async describe(from, { name }, signal) {
    return clusterDetails(await call(from, 'DescribeCluster', { ClusterName: name }, signal));
  },
  status: statusOf,
  actions: ({ status }) =>
    status === 'InService' || status === 'Failed'
      ? ['describe', 'tail', 'tag', 'delete']
      : ['describe', 'tail', 'tag'],
  async delete(from, { name }) {
    await call(from, 'DeleteCluster', { ClusterName: name });
  },
  deleteNote:
    'Its nodes go with it, what runs on them ends, and files on their own disks are lost. An EKS cluster stays.',
};

function clusterResource(answer: ClusterSummary | DescribeClusterResponse): Resource {
  return {
    kind: 'cluster',
    name: answer.ClusterName ?? '',
    arn: answer.ClusterArn ?? '',
    status: answer.ClusterStatus,
    createdAt: answer.CreationTime,
  };
}

/** Instance groups of either sort, by what they have in common. */
function groupsOf(answer: DescribeClusterResponse) {
  return [...(answer.InstanceGroups ?? []), ...(answer.RestrictedInstanceGroups ?? [])];
}

function clusterDetails(answer: DescribeClusterResponse): Details {
  const resource = clusterResource(answer);
  const groups = groupsOf(answer);
  const eks = answer.Orchestrator?.Eks?.ClusterArn;
  const continuous = answer.NodeProvisioningMode === 'Continuous';
  return {
    document: answer,
    resource,
    facts: facts(
      ['Status', statusText(answer.ClusterStatus, answer.FailureMessage)],
      [
        'Nodes',
        groups.map((group) => `${group.CurrentCount ?? 0} × ${group.InstanceType ?? 'mixed'}`).join(', '),
      ],
      ['Orchestrator', eks === undefined ? 'Slurm' : 'EKS'],
      ['Node recovery', answer.NodeRecovery?.toLowerCase()],
      ['Created', moment(answer.CreationTime)],
    ),
    usage: clusterUsage(answer),
    children: present(
      failureChild(answer.FailureMessage),
      ...groups.map(groupChild),
      valueChild('EKS cluster', 'server-environment', eks),
      roleChild(answer.ClusterRole),
    ),
    more: (from, signal) => nodeChildren(from, resource.name, continuous, signal),
  };
}

/** A group of mixed types says how many it has of each. */
function clusterUsage(answer: DescribeClusterResponse): Usage[] {
  return groupsOf(answer).flatMap((group): Usage[] => {
    const mixed = 'InstanceTypeDetails' in group ? (group.InstanceTypeDetails ?? []) : [];
    const types = mixed.length > 0 ? mixed : [group];
    return types.map(({ InstanceType: instanceType, CurrentCount: count = 0 }) => {
      return { instanceType, count, use: 'cluster' };
    });
  });
}

function groupChild(group: ReturnType<typeof groupsOf>[number]): Child {
  const { InstanceGroupName: name = '', CurrentCount: now = 0, TargetCount: wanted = now } = group;
  return {
    ...statusChild({
      id: `group/${name}`,
      label: name,
      status: group.Status,
      notes: [`${now} of ${wanted} × ${group.InstanceType ?? 'mixed'}`],
    }),
    tooltip: group.ExecutionRole,
  };
}
