import { type ObjectInfo } from '../../store/objectStore.ts';
import { noSuchKey } from '../../store/objectRows.ts';
import { type TextMap } from './context.ts';
import { s3Errors } from './errors.ts';

/** The names of the four conditions: as HTTP has them, or as CopyObject does of its source. */
export interface ConditionNames {
  readonly match: string;
  readonly noneMatch: string;
  readonly modifiedSince: string;
  readonly unmodifiedSince: string;
}

const HTTP: ConditionNames = {
  match: 'if-match',
  noneMatch: 'if-none-match',
  modifiedSince: 'if-modified-since',
  unmodifiedSince: 'if-unmodified-since',
};

export const COPY_SOURCE: ConditionNames = {
  match: 'x-amz-copy-source-if-match',
  noneMatch: 'x-amz-copy-source-if-none-match',
  modifiedSince: 'x-amz-copy-source-if-modified-since',
  unmodifiedSince: 'x-amz-copy-source-if-unmodified-since',
};

function namesEtag(list: string, etag: string): boolean {
  return list.split(',').some((item) => {
    const name = item
      .trim()
      .replace(/^W\//, '')
      .replace(/^"(.*)"$/, '$1');
    return name === '*' || name === etag;
  });
}

/** Milliseconds; dates that are none are left out of account, as HTTP wants. */
function date(text: string | undefined): number | undefined {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? undefined : time;
}

/**
 * Weighs a request's conditions as RFC 9110, section 13.2.2, orders them.
 * @returns `fresh` when the client's copy is still good (304)
 * @throws AwsError `PreconditionFailed`
 */
export function weighConditions(headers: TextMap, object: ObjectInfo, names = HTTP): 'fresh' | 'changed' {
  const match = headers[names.match];
  const noneMatch = headers[names.noneMatch];
  const modifiedSince = date(headers[names.modifiedSince]);
  const unmodifiedSince = date(headers[names.unmodifiedSince]);
  // HTTP dates have whole seconds.
  const modified = Math.floor(object.modifiedAt / 1000) * 1000;
  if (match !== undefined) {
    if (!namesEtag(match, object.etag)) throw s3Errors.preconditionFailed('If-Match');
  } else if (unmodifiedSince !== undefined && modified > unmodifiedSince) {
    throw s3Errors.preconditionFailed('If-Unmodified-Since');
  }
  if (noneMatch !== undefined) return namesEtag(noneMatch, object.etag) ? 'fresh' : 'changed';
  return modifiedSince !== undefined && modified <= modifiedSince ? 'fresh' : 'changed';
}

/** What a write's conditions say of the object that is there; made for `ObjectAttributes.check`. */
export function writeCondition(headers: TextMap, key: string): (existing: ObjectInfo | undefined) => void {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  return (existing) => {
    if (match !== undefined && !existing) throw noSuchKey(key);
    if (match !== undefined && existing && !namesEtag(match, existing.etag))
      throw s3Errors.preconditionFailed('If-Match');
    if (noneMatch !== undefined && existing && namesEtag(noneMatch, existing.etag))
      throw s3Errors.preconditionFailed('If-None-Match');
  };
}
