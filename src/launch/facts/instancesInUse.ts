import type { DescribeTrainingJobResponse } from '@aws-sdk/client-sagemaker';
import type { SageMaker } from '../../catalog/kind.ts';
import { call } from '../../catalog/sdk.ts';
import { inParallel } from '../../platform/inParallel.ts';
import { quotaName } from './quotas.ts';

/** Training instances that are taken now, by the names of the quotas that count them. */
export interface InstancesInUse {
  readonly byQuota: ReadonlyMap<string, number>;
  readonly jobs: number;
  /** False when there are more jobs than are looked at: the figures are then lower bounds. */
  readonly complete: boolean;
}

/** Each is described on its own; beyond these the count is given up. */
const mostJobs = 100;
const atOnce = 5;

/**
 * Counts what the running and stopping training jobs take. Service Quotas does not say how much of a quota is used, and
 * CloudWatch's usage metrics lag by minutes and are not there for every type; the jobs themselves are the present truth.
 * Tuning and AutoML jobs are counted too: they run as training jobs.
 * @throws what SageMaker answers
 */
export async function instancesInUse(sagemaker: SageMaker, signal?: AbortSignal): Promise<InstancesInUse> {
  const names: string[] = [];
  let isMore = false;
  for (const StatusEquals of ['InProgress', 'Stopping'] as const) {
    const list = await call(sagemaker, 'ListTrainingJobs', { StatusEquals, MaxResults: mostJobs }, signal);
    names.push(...(list.TrainingJobSummaries ?? []).flatMap(({ TrainingJobName: name }) => name ?? []));
    isMore ||= list.NextToken !== undefined;
  }
  const byQuota = new Map<string, number>();
  await inParallel(names.slice(0, mostJobs), atOnce, async (name) => {
    const job = await call(sagemaker, 'DescribeTrainingJob', { TrainingJobName: name }, signal);
    for (const [quota, count] of instancesOf(job)) byQuota.set(quota, (byQuota.get(quota) ?? 0) + count);
  });
  return { byQuota, jobs: Math.min(names.length, mostJobs), complete: !isMore && names.length <= mostJobs };
}

/** What a job, or a request for one, takes of which quota. */
export function instancesOf(
  job: Pick<DescribeTrainingJobResponse, 'ResourceConfig' | 'EnableManagedSpotTraining'>,
): [quota: string, count: number][] {
  const { ResourceConfig: config, EnableManagedSpotTraining: isSpot } = job;
  const groups = config?.InstanceGroups?.length ? config.InstanceGroups : config ? [config] : [];
  const use = isSpot === true ? 'spot training job' : 'training job';
  return groups.flatMap(({ InstanceType: type, InstanceCount: count }) =>
    type === undefined ? [] : [[quotaName(type, use), count ?? 1] as [string, number]],
  );
}
