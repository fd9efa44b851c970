import { explain } from '../../platform/explain.ts';
import { UserError, type Reason } from '../../platform/userError.ts';

/** HTTP statuses of answers without a body, such as those of HeadObject, which carry no code. */
const byStatus: Partial<Record<number, { reason: Reason; message: string }>> = {
  301: { reason: 'not-reachable', message: 'The bucket is in another region.' },
  403: { reason: 'not-allowed', message: 'Access denied.' },
  404: { reason: 'not-found', message: 'It is not there.' },
  412: { reason: 'changed-meanwhile', message: 'It has changed meanwhile.' },
  503: { reason: 'throttled', message: 'S3 asks to slow down.' },
};

const byCode: Partial<Record<string, { reason: Reason; message: string }>> = {
  NoSuchBucket: { reason: 'not-found', message: 'There is no such bucket.' },
  NoSuchKey: { reason: 'not-found', message: 'It is not there.' },
  AllAccessDisabled: { reason: 'not-allowed', message: 'Access denied.' },
  KeyTooLongError: { reason: 'invalid-input', message: 'The key is longer than 1024 bytes.' },
  InvalidBucketName: { reason: 'invalid-input', message: 'That is no name for a bucket.' },
};

/**
 * What S3 said, for people: what was tried on which object or bucket, and why it did not work.
 * @param doing as in `Cannot read s3://bucket/key`.
 */
export function s3Failure(doing: string, error: unknown): Error {
  if (error instanceof UserError) return error;
  const { reason, message, advice } = explain(error);
  if (reason === 'cancelled' && error instanceof Error) return error;
  const code = error instanceof Error ? error.name : '';
  const known = byCode[code] ?? byStatus[statusOf(error) ?? 0];
  if (!known || reason === 'not-reachable') {
    return new UserError(reason, `${doing}: ${message}`, { ...(advice && { advice }), cause: error });
  }
  const why =
    known.reason === 'not-allowed' && message !== code && message !== 'UnknownError'
      ? message
      : known.message;
  const given = explainedAdvice[known.reason];
  return new UserError(known.reason, `${doing}: ${why}`, { ...(given && { advice: given }), cause: error });
}

const explainedAdvice: Partial<Record<Reason, string>> = {
  'not-allowed': 'The connection’s credentials lack the permission; ask for it or switch the connection.',
  'not-found': 'It may have been deleted meanwhile; refresh the view.',
  'changed-meanwhile': 'Compare with what is there now, then save again.',
  throttled: 'Wait a moment and try again.',
};

/** The HTTP status of an SDK error. */
export function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return undefined;
  const metadata = error.$metadata as { httpStatusCode?: number } | undefined;
  return metadata?.httpStatusCode;
}

/** There is no such object, or bucket. */
export function isMissing(error: unknown): boolean {
  return statusOf(error) === 404 || (error instanceof UserError && error.reason === 'not-found');
}

/** A condition of the request did not hold: the object is another one, or there is one already. */
export function isConflict(error: unknown): boolean {
  return [409, 412].includes(statusOf(error) ?? 0);
}
