import { explain } from '../../platform/explain.ts';
import type { Reason } from '../../platform/userError.ts';

/** What keeps from sending for now, and says nothing against what was sent. */
const passing: readonly Reason[] = ['not-reachable', 'signed-out', 'throttled'];

/** Whether an upload may go on where this has stopped it, and the person can do something about it. */
export function isPassing(error: unknown): boolean {
  return passing.includes(explain(error).reason);
}

/**
 * Whether an upload may go on where this has stopped it: also when it was the connection that ended, or S3 that failed.
 * Not for what the person has cancelled.
 */
export function isInterruption(error: unknown): boolean {
  return isPassing(error) || explain(error).reason === 'cancelled' || statusOf(error) >= 500;
}

function statusOf(error: unknown): number {
  const { $metadata } = (error ?? {}) as { readonly $metadata?: { readonly httpStatusCode?: number } };
  return $metadata?.httpStatusCode ?? 0;
}
