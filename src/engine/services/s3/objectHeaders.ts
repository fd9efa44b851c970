import { type ObjectInfo } from '../../store/objectStore.ts';
import { type ChecksumType } from '../../store/objectTables.ts';
import { checksumHeaders } from './checksums.ts';
import { quoted, type TextMap } from './context.ts';
import { s3Errors } from './errors.ts';

const META = 'x-amz-meta-';
const KEPT = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
  'x-amz-website-redirect-location',
];
const DEFAULT_TYPE = 'binary/octet-stream';
/** S3's limit for names and values of user metadata together. */
const MAX_META = 2048;

/** `aws-chunked` tells how a body travels, not what it is. */
function contentEncoding(value: string): string | undefined {
  const kept = value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== 'aws-chunked');
  return kept.length === 0 ? undefined : kept.join(',');
}

/** The request headers that belong to the object. @throws AwsError `MetadataTooLarge` */
export function headersToKeep(headers: TextMap): TextMap {
  const kept: Record<string, string> = { 'content-type': DEFAULT_TYPE };
  let metaSize = 0;
  for (const [name, value] of Object.entries(headers)) {
    if (name.startsWith(META)) {
      metaSize += name.length - META.length + value.length;
      kept[name] = value;
    } else if (KEPT.includes(name) && value !== '') {
      const text = name === 'content-encoding' ? contentEncoding(value) : value;
      if (text !== undefined) kept[name] = text;
    }
  }
  if (metaSize > MAX_META) throw s3Errors.metadataTooLarge();
  const storageClass = headers['x-amz-storage-class'];
  if (storageClass !== undefined && storageClass !== 'STANDARD') kept['x-amz-storage-class'] = storageClass;
  return kept;
}

/** An object's headers as GetObject and HeadObject send them, length and range aside. */
export function describeObject(object: ObjectInfo): Record<string, string> {
  return {
    ...object.headers,
    etag: quoted(object.etag),
    'last-modified': new Date(object.modifiedAt).toUTCString(),
    'accept-ranges': 'bytes',
  };
}

export function describeChecksums(object: {
  checksums: TextMap;
  checksumType?: ChecksumType;
}): Record<string, string> {
  if (Object.keys(object.checksums).length === 0) return {};
  return {
    ...checksumHeaders(object.checksums),
    'x-amz-checksum-type': object.checksumType ?? 'FULL_OBJECT',
  };
}
