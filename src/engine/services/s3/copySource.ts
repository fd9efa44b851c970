import { AwsError } from '../../http/awsError.ts';
import { type FileObjectStore } from '../../store/fileObjectStore.ts';
import { type StoredObject } from '../../store/objectTables.ts';
import { COPY_SOURCE, weighConditions } from './conditions.ts';
import { type TextMap } from './context.ts';
import { s3Errors } from './errors.ts';

/** `/bucket/key`, percent-encoded, with or without the first slash; versions are not kept here. */
function parseCopySource(header: string): { bucket: string; key: string } {
  const [path = '', query] = header.split('?', 2);
  if (query !== undefined && query !== 'versionId=null') {
    throw new AwsError('NoSuchVersion', 'The specified version does not exist.', 404);
  }
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    throw s3Errors.invalidArgument('x-amz-copy-source', header);
  }
  const match = /^\/?([^/]+)\/(.+)$/s.exec(decoded);
  if (match?.[1] === undefined || match[2] === undefined) {
    const message = 'Copy Source must mention the source bucket and key: sourcebucket/sourcekey';
    throw s3Errors.invalidArgument('x-amz-copy-source', header, message);
  }
  return { bucket: match[1], key: match[2] };
}

/**
 * The object that a copy is made of, its conditions weighed.
 * @throws AwsError `NoSuchBucket`, `NoSuchKey`, `NoSuchVersion`, `InvalidArgument`, `PreconditionFailed`
 */
export function copySource(objects: FileObjectStore, headers: TextMap): StoredObject {
  const { bucket, key } = parseCopySource(headers['x-amz-copy-source'] ?? '');
  const source = objects.object(bucket, key);
  if (weighConditions(headers, source, COPY_SOURCE) === 'fresh') {
    throw s3Errors.preconditionFailed('x-amz-copy-source-if-none-match');
  }
  return source;
}
