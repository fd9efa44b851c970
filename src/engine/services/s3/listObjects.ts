import {
  type ListObjectsOutput,
  type ListObjectsRequest,
  type ListObjectsV2Output,
  type ListObjectsV2Request,
  type ListObjectVersionsOutput,
  type ListObjectVersionsRequest,
  type _Object as ListedObject,
} from '@aws-sdk/client-s3';
import { type ObjectInfo } from '../../store/objectStore.ts';
import { quoted, type S3Context, type S3Operations } from './context.ts';
import { s3Errors } from './errors.ts';
import { listKeys } from './keyPage.ts';
import { limitOf } from './limits.ts';

const MOST_KEYS = 1000;

/** How a listing writes keys: as they are, or with `encoding-type=url` escaped, slashes aside. */
function keyWriter(encoding: string | undefined): (key: string) => string {
  if (encoding === undefined) return (key) => key;
  if (encoding !== 'url')
    throw s3Errors.invalidArgument('encoding-type', encoding, 'Invalid Encoding Method specified in Request');
  return (key) => encodeURIComponent(key).replaceAll('%2F', '/');
}

function listed(
  object: ObjectInfo & { checksumType?: 'COMPOSITE' | 'FULL_OBJECT' },
  write: (key: string) => string,
) {
  const algorithms = Object.keys(object.checksums) as NonNullable<ListedObject['ChecksumAlgorithm']>;
  return {
    Key: write(object.key),
    LastModified: new Date(object.modifiedAt),
    ETag: quoted(object.etag),
    ...(algorithms.length > 0 && {
      ChecksumAlgorithm: algorithms,
      ChecksumType: object.checksumType ?? ('FULL_OBJECT' as const),
    }),
    Size: object.size,
    StorageClass: (object.headers['x-amz-storage-class'] ?? 'STANDARD') as 'STANDARD',
  };
}

const toToken = (key: string): string => Buffer.from(key).toString('base64url');
const fromToken = (token: string): string => Buffer.from(token, 'base64url').toString();

/** ListObjectsV2, ListObjects, and ListObjectVersions of a bucket that keeps no versions. */
export function listOperations({ objects, owner }: S3Context): S3Operations {
  const common = (
    input: ListObjectsRequest | ListObjectsV2Request | ListObjectVersionsRequest,
    after: string,
  ) => {
    const write = keyWriter(input.EncodingType);
    const limit = limitOf('maxKeys', input.MaxKeys, MOST_KEYS);
    const query = { prefix: input.Prefix ?? '', delimiter: input.Delimiter ?? '', after, limit };
    const page = listKeys(objects, input.Bucket ?? '', query);
    return {
      page,
      write,
      output: {
        Name: input.Bucket,
        Prefix: write(input.Prefix ?? ''),
        Delimiter: input.Delimiter && write(input.Delimiter),
        MaxKeys: limit,
        EncodingType: input.EncodingType,
        IsTruncated: page.next !== undefined,
        CommonPrefixes: page.prefixes.map((Prefix) => ({ Prefix: write(Prefix) })),
      },
    };
  };

  return {
    ListObjectsV2(input: ListObjectsV2Request): ListObjectsV2Output {
      const token = input.ContinuationToken;
      const { page, write, output } = common(
        input,
        token === undefined ? (input.StartAfter ?? '') : fromToken(token),
      );
      return {
        ...output,
        KeyCount: page.objects.length + page.prefixes.length,
        ContinuationToken: token,
        StartAfter: input.StartAfter && write(input.StartAfter),
        NextContinuationToken: page.next && toToken(page.next),
        Contents: page.objects.map((object) => ({
          ...listed(object, write),
          ...(input.FetchOwner && { Owner: owner }),
        })),
      };
    },

    ListObjects(input: ListObjectsRequest): ListObjectsOutput {
      const { page, write, output } = common(input, input.Marker ?? '');
      return {
        ...output,
        Marker: write(input.Marker ?? ''),
        // S3 names the next marker only where clients cannot tell it from the last key.
        NextMarker: input.Delimiter && page.next ? write(page.next) : undefined,
        Contents: page.objects.map((object) => ({ ...listed(object, write), Owner: owner })),
      };
    },

    ListObjectVersions(input: ListObjectVersionsRequest): ListObjectVersionsOutput {
      const { page, write, output } = common(input, input.KeyMarker ?? '');
      const versions = page.objects.map((object) => ({
        ...listed(object, write),
        StorageClass: 'STANDARD' as const,
        VersionId: 'null',
        IsLatest: true,
        Owner: owner,
      }));
      const next =
        page.next === undefined ? {} : { NextKeyMarker: write(page.next), NextVersionIdMarker: 'null' };
      return { ...output, KeyMarker: write(input.KeyMarker ?? ''), ...next, Versions: versions };
    },
  };
}
