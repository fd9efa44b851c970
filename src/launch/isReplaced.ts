import { fallbackAfter } from './createJob.ts';
import { type EndedJob, isCapacityError } from './facts/capacity.ts';
import type { LaunchHistory } from './spec/launchHistory.ts';

/**
 * Whether a job was launched from here and has ended for want of instances while its launch allows a further type: another job
 * takes its place then, or the person is asked whether it should, or told why it could not.
 */
export function isReplaced(
  history: LaunchHistory,
  connectionKey: string,
  jobName: string,
  ended: EndedJob,
): boolean {
  if (!isCapacityError(ended)) return false;
  const record = history.ofJob(connectionKey, jobName);
  if (!record) return false;
  const type = record.instanceType ?? record.spec.request.ResourceConfig?.InstanceType;
  return fallbackAfter(record.spec, type) !== undefined;
}
