import { setTimeout as delay } from 'node:timers/promises';
import type { DescribeTrainingJobResponse } from '@aws-sdk/client-sagemaker';
import type { Connection } from '../../connection/connection.ts';
import { explain } from '../../platform/explain.ts';
import { fallBack } from '../createJob.ts';
import type { LaunchParts } from '../launchParts.ts';
import { keepLaunch, type SentLaunch } from './keepLaunch.ts';

type WatchParts = Pick<LaunchParts, 'history' | 'memory' | 'log' | 'ending'>;

/** Milliseconds between two looks. AWS says after minutes that it has no capacity. */
const pace = { aws: 20_000, local: 500 };

/** What waiting mends. */
const passing = ['not-reachable', 'throttled'];

/**
 * Watches a job until it has its instances. When it ends for want of them, the next type that the spec allows takes its place,
 * and is watched in turn. Without such types nothing is watched. Never rejects.
 * @param told hears of each job that was created, and of the one in whose place it is
 */
export async function watchCapacity(
  parts: WatchParts,
  connection: Connection,
  sent: SentLaunch,
  told: (next: SentLaunch, before: SentLaunch) => void,
): Promise<void> {
  if (sent.spec.fallbackInstanceTypes.length === 0) return;
  try {
    let current = sent;
    for (;;) {
      const job = await endWithoutInstances(connection, current.jobName, parts.ending);
      const next = job && (await afterShortage(parts, connection, current, job));
      if (!next) return;
      told(next, current);
      current = next;
    }
  } catch (error) {
    if (!parts.ending.aborted)
      parts.log.error(`Try another instance type in place of ${sent.jobName}`, error);
  }
}

/**
 * Creates the job that takes the place of one that found no capacity, and keeps it in the history.
 * @returns undefined when the job ended for another reason, or no type is left
 */
export async function afterShortage(
  parts: WatchParts,
  connection: Connection,
  before: SentLaunch,
  job: DescribeTrainingJobResponse,
): Promise<SentLaunch | undefined> {
  const { spec, plan, request } = before;
  const created = await fallBack(connection, spec, { request, job }, plan.places);
  if (!created) return undefined;
  const instanceType = request.ResourceConfig?.InstanceType ?? '';
  const message = job.FailureReason ?? job.SecondaryStatus ?? 'There was no capacity.';
  const refused = [...before.refused, { instanceType, message }, ...created.refused];
  const next = { ...before, ...created, sentBytes: 0, refused };
  await keepLaunch(parts, connection, next, before.jobName);
  return next;
}

export async function describeJob(
  connection: Pick<Connection, 'sagemaker'>,
  jobName: string,
  signal: AbortSignal,
): Promise<DescribeTrainingJobResponse> {
  const { DescribeTrainingJobCommand } = await import('@aws-sdk/client-sagemaker');
  const client = await connection.sagemaker();
  return client.send(new DescribeTrainingJobCommand({ TrainingJobName: jobName }), { abortSignal: signal });
}

/** @returns the job as it ended; undefined once it has its instances */
async function endWithoutInstances(
  connection: Connection,
  jobName: string,
  signal: AbortSignal,
): Promise<DescribeTrainingJobResponse | undefined> {
  for (;;) {
    try {
      const job = await describeJob(connection, jobName, signal);
      if (job.TrainingJobStatus !== 'InProgress' && job.TrainingJobStatus !== 'Stopping') return job;
      if (hasInstances(job)) return undefined;
    } catch (error) {
      if (signal.aborted || !passing.includes(explain(error).reason)) throw error;
    }
    await delay(connection.billed ? pace.aws : pace.local, undefined, { signal });
  }
}

/** A spot job may lose its instances again, and then wait for others in vain. */
function hasInstances({ EnableManagedSpotTraining, SecondaryStatus }: DescribeTrainingJobResponse): boolean {
  if (EnableManagedSpotTraining === true) return false;
  return ['Downloading', 'DownloadingTrainingImage', 'Training', 'Uploading'].includes(SecondaryStatus ?? '');
}
