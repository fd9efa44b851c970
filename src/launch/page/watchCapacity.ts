import { setTimeout as delay } from 'node:timers/promises';
import type { DescribeTrainingJobResponse } from '@aws-sdk/client-sagemaker';
import type { Connection } from '../../connection/connection.ts';
import { explain } from '../../platform/explain.ts';
import type { Reason } from '../../platform/userError.ts';
import { showError } from '../../platform/showError.ts';
import { fallBack } from '../createJob.ts';
import type { LaunchParts } from '../launchParts.ts';
import { keepLaunch, type SentLaunch } from './keepLaunch.ts';

export type WatchParts = Pick<LaunchParts, 'history' | 'memory' | 'watched' | 'log' | 'ending'>;

/** Milliseconds between two looks. AWS says after minutes that it has no capacity. */
const pace = { aws: 20_000, local: 500 };

/** What waiting mends. */
const passing: readonly Reason[] = ['not-reachable', 'throttled'];
/** What keeps from watching for now: the connection is gone, or the window is. */
const interrupting: readonly Reason[] = [...passing, 'cancelled', 'signed-out'];

/**
 * Watches a job until it has its instances. When it ends for want of them, the next type that the spec allows takes its place,
 * and is watched in turn. Without such types nothing is watched. What ends before that is known, as by another connection or
 * another window, stays among `parts.watched`. Never rejects.
 * @param told hears of each job that was created, and of the one in whose place it is
 */
export async function watchCapacity(
  parts: WatchParts,
  connection: Connection,
  sent: SentLaunch,
  told: (next: SentLaunch, before: SentLaunch) => void,
): Promise<void> {
  if (sent.spec.fallbackInstanceTypes.length === 0) return;
  const { watched } = parts;
  let current = sent;
  try {
    for (;;) {
      const superseded = await watched.begin(connection.key, current.jobName);
      const signal = AbortSignal.any([parts.ending, superseded]);
      const job = await endWithoutInstances(connection, current.jobName, signal);
      const next = job && (await afterShortage(parts, connection, current, job));
      await watched.end(connection.key, current.jobName);
      if (!next) return;
      told(next, current);
      current = next;
    }
  } catch (error) {
    if (isInterrupted(parts, error)) return;
    await watched.end(connection.key, current.jobName);
    void showError(parts.log, `Try another instance type in place of ${current.jobName}`, error);
  }
}

/** It goes on when there is a connection, or a window, again. */
export function isInterrupted({ ending }: Pick<LaunchParts, 'ending'>, error: unknown): boolean {
  return ending.aborted || interrupting.includes(explain(error).reason);
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
  const { spec, places, request } = before;
  const created = await fallBack(connection, spec, { request, job }, places);
  if (!created) return undefined;
  const instanceType = request.ResourceConfig?.InstanceType ?? '';
  const message = job.FailureReason ?? job.SecondaryStatus ?? 'There was no capacity.';
  const refused = [...before.refused, { instanceType, message }, ...created.refused];
  const next = { ...before, ...created, refused };
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
