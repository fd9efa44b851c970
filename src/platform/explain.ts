import { type Help, type Reason, UserError } from './userError.ts';

/** What can be said about any error: never empty, never a stack. */
export interface Explanation {
  readonly reason: Reason;
  readonly message: string;
  readonly advice: string | undefined;
  /** Commands that may help, the likeliest first; `helpCommands` has their titles. */
  readonly help: readonly Help[];
}

const unreachable = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EAI_AGAIN',
  'ENETUNREACH',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EPIPE',
]);
const unreadable = new Set(['ENOENT', 'EACCES', 'EPERM', 'EISDIR', 'ENOTDIR']);
const aborted = new Set(['AbortError', 'Canceled', 'CancellationError']);

/** What AWS's services and the SDK's credential providers say of keys that are missing, wrong or have run out. */
const signedOut = new Set([
  'AuthFailure',
  'CredentialsProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'IncompleteSignature',
  'IncompleteSignatureException',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'RequestExpired',
  'SignatureDoesNotMatch',
  'TokenProviderError',
  'TokenRefreshRequired',
  'UnrecognizedClientException',
]);

const help: Partial<Record<Reason, readonly Help[]>> = {
  'signed-out': ['sign-in', 'switch-connection'],
  'not-allowed': ['switch-connection'],
  'not-reachable': ['switch-connection'],
};

const advice: Partial<Record<Reason, string>> = {
  'not-reachable': 'Check that the connection is up and try again.',
  'not-allowed': 'The connection’s credentials lack the permission; ask for it or switch the connection.',
  'signed-out': 'Sign in again, or switch the connection.',
  'not-found': 'It may have been deleted meanwhile; refresh the view.',
  throttled: 'Wait a moment and try again.',
  'file-unreadable': 'Check that the file is there and that you may read it.',
  unexpected: 'The log has the details.',
};

/** Turns any thrown value into what a person is told, by codes and names, never by the message's wording. */
export function explain(error: unknown): Explanation {
  if (error instanceof UserError) {
    const { reason, message } = error;
    return { reason, message, advice: error.advice, help: error.help ?? help[reason] ?? [] };
  }
  const reason = reasonOf(error);
  return { reason, message: messageOf(error), advice: advice[reason], help: help[reason] ?? [] };
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
  if (signedOut.has(name)) return 'signed-out';
  if (/^(AccessDenied|NotAuthorized|Forbidden|OptInRequired)/.test(name)) return 'not-allowed';
  if (/^(ResourceNotFound|NoSuch|NotFound)/.test(name)) return 'not-found';
  if (/Throttl|TooManyRequests|SlowDown/.test(name)) return 'throttled';
  if (/^(Validation|Serialization|InvalidParameter|ResourceInUse|ResourceLimit|Conflict)/.test(name)) {
    return 'invalid-request';
  }
  return 'unexpected';
}

function messageOf(error: unknown): string {
  const { name, code } = facts(error);
  const answer = strangeAnswer(error);
  if (answer !== undefined) return answer;
  const text = error instanceof Error ? error.message.trim() : String(error);
  return text || code || name || 'Something failed without saying why.';
}

/** What answered is no AWS service but, say, a proxy with a page about itself: the SDK cannot read that. */
function strangeAnswer(error: unknown): string | undefined {
  if (!(error instanceof SyntaxError) || !('$response' in error)) return undefined;
  const { statusCode } = (error.$response ?? {}) as { statusCode?: unknown };
  const status = typeof statusCode === 'number' ? ` (HTTP ${statusCode})` : '';
  return `The endpoint answered with something that is not AWS's format${status}: a proxy or a web page may be in between.`;
}

function facts(error: unknown): { name: string; code: string } {
  if (typeof error !== 'object' || error === null) return { name: '', code: '' };
  const name = 'name' in error && typeof error.name === 'string' ? error.name : '';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return { name, code };
}
