import type { SchedulerResourceStatus } from '@aws-sdk/client-sagemaker';
import type { Action } from '../kind.ts';
import type { Resource } from '../resource.ts';

/** The statuses of scheduler configurations and compute quotas, which are the same. */
export const policyStatuses: readonly SchedulerResourceStatus[] = [
  ...(['Creating', 'Created', 'CreateFailed', 'CreateRollbackFailed', 'Updating', 'Updated'] as const),
  ...(['UpdateFailed', 'UpdateRollbackFailed', 'Deleting', 'Deleted', 'DeleteFailed'] as const),
  'DeleteRollbackFailed',
];

/** What can be done with a scheduler configuration or compute quota in its status. */
export function policyActions({ status }: Resource): readonly Action[] {
  if (status === 'Deleted') return ['describe'];
  return status?.endsWith('ing') ? ['describe', 'tag'] : ['describe', 'tag', 'delete'];
}
