import type { AIBenchmarkJobStatus } from '@aws-sdk/client-sagemaker';
import type { Action } from '../kind.ts';
import type { Resource } from '../resource.ts';

/** The statuses of benchmark and recommendation jobs, which are the same. */
export const aiJobStatuses: readonly AIBenchmarkJobStatus[] = [
  ...(['InProgress', 'Completed', 'Failed', 'Stopping', 'Stopped'] as const),
];

/** What can be done with a benchmark or recommendation job in its status. */
export function aiJobActions({ status }: Resource): readonly Action[] {
  if (status === 'InProgress') return ['describe', 'tag', 'stop'];
  return status === 'Stopping' ? ['describe', 'tag'] : ['describe', 'tag', 'delete'];
}

export const aiJobStopNote = 'It cannot be started again.';
export const aiJobDeleteNote = 'Its record goes; what it wrote to S3 stays.';
