import type { Action } from '../kind.ts';
import type { Resource } from '../resource.ts';

/** The statuses of compilation and optimization jobs, which SageMaker writes in capitals. */
export const capitalStatuses = [
  'STARTING',
  'INPROGRESS',
  'COMPLETED',
  'FAILED',
  'STOPPING',
  'STOPPED',
] as const;
export const capitalRunning = ['STARTING', 'INPROGRESS', 'STOPPING'] as const;

/** They can be stopped while they run, and deleted when they have ended. */
export function capitalActions({ status }: Resource): readonly Action[] {
  if (status === 'STARTING' || status === 'INPROGRESS') return ['describe', 'tag', 'stop'];
  return status === 'STOPPING' ? ['describe', 'tag'] : ['describe', 'tag', 'delete'];
}
