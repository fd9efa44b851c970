import { type Reason, UserError } from './userError.ts';

/** What can be said about any error: never empty, never a stack. */
export interface Explanation {
  readonly reason: Reason;
  readonly message: string;
  readonly advice: string | undefined;
}

const unreachable = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EPIPE',
]);
const unreadable = new Set(['ENOENT', 'EACCES', 'EPERM', 'EISDIR', 'ENOTDIR']);
const aborted = new Set(['AbortError', 'Canceled', 'CancellationError']);

const advice: Partial<Record<Reason, string>> = {
  'not-reachable': 'Check that the connection is up and try again.',
  'not-allowed': 'The connection’s credentials lack the permission; ask for it or switch the connection.',
  'not-found': 'It may have been deleted meanwhile; refresh the view.',
  throttled: 'Wait a moment and try again.',
  'file-unreadable': 'Check that the file is there and that you may read it.',
  unexpected: 'The log has the details.',
};

/** Turns any thrown value into what a person is told, by codes and names, never by the message's wording. */
export function explain(error: unknown): Explanation {
  if (error instanceof UserError)
    return { reason: error.reason, message: error.message, advice: error.advice };
  const reason = reasonOf(error);
  return { reason, message: messageOf(error), advice: advice[reason] };
}

/** True for what the user gave up himself, which nobody needs to tell him. */
export function isCancellation(error: unknown): boolean {
  return explain(error).reason === 'cancelled';
}

function reasonOf(error: unknown): Reason {
  const { name, code } = facts(error);
  if (aborted.has(name)) return 'cancelled';
  if (unreachable.has(code) || name === 'TimeoutError') return 'not-reachable';
  if (unreadable.has(code)) return 'file-unreadable';
  if (
    /^(AccessDenied|Unrecognized|InvalidClientToken|ExpiredToken|SignatureDoesNotMatch|InvalidSignature)/.test(
      name,
    )
  ) {
    return 'not-allowed';
  }
  if (/^(ResourceNotFound|NoSuch|NotFound)/.test(name)) return 'not-found';
  if (/Throttl|TooManyRequests|SlowDown/.test(name)) return 'throttled';
  if (/^(Validation|Serialization|InvalidParameter|ResourceInUse|ResourceLimit|Conflict)/.test(name)) {
    return 'invalid-request';
  }
  return 'unexpected';
}

function messageOf(error: unknown): string {
  const { name, code } = facts(error);
  const text = error instanceof Error ? error.message.trim() : String(error);
  return text || code || name || 'Something failed without saying why.';
}

function facts(error: unknown): { name: string; code: string } {
  if (typeof error !== 'object' || error === null) return { name: '', code: '' };
  const name = 'name' in error && typeof error.name === 'string' ? error.name : '';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return { name, code };
}
