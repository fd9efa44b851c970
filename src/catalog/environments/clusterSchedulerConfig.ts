import type {
  ClusterSchedulerConfigSummary,
  DescribeClusterSchedulerConfigResponse,
} from '@aws-sdk/client-sagemaker';
import { arnPath } from '../arn.ts';
import type { Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { arnChild, failureChild, facts, present, statusText, valueChild } from '../parts.ts';
import type { Resource, ResourceReference } from '../resource.ts';
import { call, fullQuery, listInput } from '../sdk.ts';
import { statusOf } from '../status.ts';
import { moment } from '../text.ts';
import { policyActions, policyStatuses } from './clusterPolicy.ts';

export const clusterSchedulerConfig: ResourceKind = {
  id: 'clusterSchedulerConfig',
  singular: 'cluster policy',
  plural: 'Cluster policies',
  icon: 'law',
  group: 'Environments',
  query: fullQuery(policyStatuses),
  async list(from, query) {
    const answer = await call(
      from,
      'ListClusterSchedulerConfigs',
      {
        ...listInput<'CreationTime' | 'Name' | 'Status'>(query),
        Status: query.status as (typeof policyStatuses)[number] | undefined,
        ClusterArn: query.within?.arn,
      },
      query.signal,
    );
    return {
      items: (answer.ClusterSchedulerConfigSummaries ?? []).map(configResource),
      nextToken: answer.NextToken,
    };
  },
  async describe(from, reference, signal) {
    return clusterSchedulerConfigDetails(
      await call(from, 'DescribeClusterSchedulerConfig', named(reference), signal),
    );
  },
  status: statusOf,
  actions: policyActions,
  async delete(from, reference) {
    await call(from, 'DeleteClusterSchedulerConfig', named(reference));
  },
  deleteNote: 'Tasks of its cluster are then scheduled without priorities and fair shares.',
};

/** `…:cluster-scheduler-config/ID`: the name is for people only. */
const named = ({ arn }: ResourceReference) => ({ ClusterSchedulerConfigId: arnPath(arn)[0] ?? '' });

function configResource(
  answer: ClusterSchedulerConfigSummary | DescribeClusterSchedulerConfigResponse,
): Resource {
  return {
    kind: 'clusterSchedulerConfig',
    name: answer.Name ?? '',
    arn: answer.ClusterSchedulerConfigArn ?? '',
    status: answer.Status,
    createdAt: answer.CreationTime,
    modifiedAt: answer.LastModifiedTime,
  };
}

function clusterSchedulerConfigDetails(answer: DescribeClusterSchedulerConfigResponse): Details {
  const config = answer.SchedulerConfig;
  const classes = config?.PriorityClasses ?? [];
  return {
    document: answer,
    resource: configResource(answer),
    facts: facts(
      ['Status', statusText(answer.Status, answer.FailureReason)],
      ['Fair share', config?.FairShare?.toLowerCase()],
      ['Version', answer.ClusterSchedulerConfigVersion],
      ['Changed', moment(answer.LastModifiedTime)],
      ['Created', moment(answer.CreationTime)],
    ),
    children: present(
      failureChild(answer.FailureReason),
      ...classes.map(({ Name: name = '', Weight: weight }) =>
        valueChild(`Priority ${name}`, 'list-ordered', weight === undefined ? undefined : `weight ${weight}`),
      ),
      arnChild('Cluster', 'server-environment', answer.ClusterArn),
    ),
  };
}
