import { UserError } from '../../platform/userError.ts';
import type { WriteCondition } from './s3Objects.ts';
import { isConflict, s3Failure, statusOf } from './s3Failure.ts';

/** Nothing was written, so that nothing of others is lost. */
export function changedMeanwhile(uri: string, how: 'changed' | 'deleted', cause?: unknown): UserError {
  return new UserError(
    'changed-meanwhile',
    `${uri} has been ${how} in S3 since it was read here, so it was not saved.`,
    { advice: 'Save again to overwrite it, or compare it with what is there first.', cause },
  );
}

/** Why an object was not written, when the reason may be the condition that it was to be written under. */
export function writeFailure(uri: string, error: unknown, when: WriteCondition): Error {
  if (when === 'absent' && isConflict(error)) {
    return new UserError('already-exists', `${uri} is there already.`, { cause: error });
  }
  if (
    when !== undefined &&
    (isConflict(error) || (statusOf(error) === 404 && codeOf(error) !== 'NoSuchBucket'))
  ) {
    return changedMeanwhile(uri, isConflict(error) ? 'changed' : 'deleted', error);
  }
  return s3Failure(`Cannot write ${uri}`, error);
}

const codeOf = (error: unknown) => (error instanceof Error ? error.name : '');
