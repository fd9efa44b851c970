import { explain, isCancellation } from '../../../platform/explain.ts';
import { UserError } from '../../../platform/userError.ts';

/** @param what there is too much of, as in `more than 100000 files`. */
export function tooLarge(name: string, what: string): UserError {
  return new UserError('invalid-input', `${name} is too large to look into: it holds ${what}.`, {
    advice: 'Download it instead.',
  });
}

/** Why an archive could not be read: it is broken, or did not come through. */
export function archiveFailure(name: string, error: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted === true) return new DOMException('The listing was cancelled.', 'AbortError');
  if (error instanceof UserError || isCancellation(error)) return error;
  const { reason, message, advice } = explain(error);
  if (reason === 'not-reachable') {
    return new UserError(reason, `${name} could not be read to its end: ${message}.`, {
      ...(advice && { advice }),
      cause: error,
    });
  }
  return new UserError('invalid-input', `${name} is not a readable tar archive: ${message}.`, {
    advice: 'It may be cut short, or something else under that name. Download it to see.',
    cause: error,
  });
}
