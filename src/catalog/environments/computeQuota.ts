import type {
  ComputeQuotaResourceConfig,
  ComputeQuotaSummary,
  DescribeComputeQuotaResponse,
} from '@aws-sdk/client-sagemaker';
import { arnPath } from '../arn.ts';
import type { Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { arnChild, failureChild, facts, present, statusText } from '../parts.ts';
import type { Resource, ResourceReference } from '../resource.ts';
import { call, fullQuery, listInput } from '../sdk.ts';
import { statusOf } from '../status.ts';
import { moment } from '../text.ts';
import { policyActions, policyStatuses } from './clusterPolicy.ts';

export const computeQuota: ResourceKind = {
  id: 'computeQuota',
  singular: 'compute quota',
  plural: 'Compute quotas',
  icon: 'pie-chart',
  group: 'Environments',
  query: fullQuery(policyStatuses),
  async list(from, query) {
    const answer = await call(
      from,
      'ListComputeQuotas',
      {
        ...listInput<'CreationTime' | 'Name' | 'Status'>(query),
        Status: query.status as (typeof policyStatuses)[number] | undefined,
        ClusterArn: query.within?.arn,
      },
      query.signal,
    );
    return { items: (answer.ComputeQuotaSummaries ?? []).map(quotaResource), nextToken: answer.NextToken };
  },
  async describe(from, reference, signal) {
    return computeQuotaDetails(await call(from, 'DescribeComputeQuota', named(reference), signal));
  },
  status: statusOf,
  actions: policyActions,
  async delete(from, reference) {
    await call(from, 'DeleteComputeQuota', named(reference));
  },
  deleteNote: 'Its team no longer has a share of its cluster kept for it.',
};

/** `…:compute-quota/ID`: the name is for people only. */
const named = ({ arn }: ResourceReference) => ({ ComputeQuotaId: arnPath(arn)[0] ?? '' });

function quotaResource(answer: ComputeQuotaSummary | DescribeComputeQuotaResponse): Resource {
  return {
    kind: 'computeQuota',
    name: answer.Name ?? '',
    arn: answer.ComputeQuotaArn ?? '',
    status: answer.Status,
    note: answer.ComputeQuotaTarget?.TeamName,
    createdAt: answer.CreationTime,
    modifiedAt: answer.LastModifiedTime,
  };
}

function computeQuotaDetails(answer: DescribeComputeQuotaResponse): Details {
  const target = answer.ComputeQuotaTarget;
  const config = answer.ComputeQuotaConfig;
  return {
    document: answer,
    resource: quotaResource(answer),
    facts: facts(
      ['Status', statusText(answer.Status, answer.FailureReason)],
      ['Team', target?.TeamName],
      ['Share', (config?.ComputeQuotaResources ?? []).map(shareText).join('; ')],
      ['Lends', config?.ResourceSharingConfig?.Strategy],
      ['Created', moment(answer.CreationTime)],
    ),
    children: present(
      failureChild(answer.FailureReason),
      arnChild('Cluster', 'server-environment', answer.ClusterArn),
    ),
  };
}

/** `2 × ml.p5.48xlarge`, `4 accelerators of ml.g5.12xlarge`. */
function shareText(share: ComputeQuotaResourceConfig): string {
  const type = share.InstanceType ?? '';
  if (share.Count !== undefined) return `${share.Count} × ${type}`;
  const parts = [
    share.Accelerators === undefined ? undefined : `${share.Accelerators} accelerators`,
    share.VCpu === undefined ? undefined : `${share.VCpu} vCPU`,
    share.MemoryInGiB === undefined ? undefined : `${share.MemoryInGiB} GiB`,
  ].filter((part) => part !== undefined);
  return `${parts.join(', ')} of ${type}`;
}
