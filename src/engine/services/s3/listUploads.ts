import {
  type ListMultipartUploadsOutput,
  type ListMultipartUploadsRequest,
  type ListPartsOutput,
  type ListPartsRequest,
} from '@aws-sdk/client-s3';
import { type Upload } from '../../store/uploadRows.ts';
import { checksumMembers } from './checksums.ts';
import { quoted, type S3Context, type S3Operations } from './context.ts';
import { s3Errors } from './errors.ts';
import { limitOf } from './limits.ts';
import { LAST_ID, uploadPage, type UploadPlace } from './uploadPage.ts';

const MOST = 1000;

function checksumOf({ algorithm, checksumType }: Upload): object {
  return algorithm === undefined ? {} : { ChecksumAlgorithm: algorithm, ChecksumType: checksumType };
}

/** A key alone stands for all uploads of it. */
function placeAfter({ KeyMarker = '', UploadIdMarker = '' }: ListMultipartUploadsRequest): UploadPlace {
  return { key: KeyMarker, id: UploadIdMarker === '' && KeyMarker !== '' ? LAST_ID : UploadIdMarker };
}

/** ListMultipartUploads and ListParts. */
export function uploadListings({ objects, owner }: S3Context): S3Operations {
  const { uploads } = objects;
  return {
    ListMultipartUploads(input: ListMultipartUploadsRequest): ListMultipartUploadsOutput {
      const limit = limitOf('max-uploads', input.MaxUploads, MOST);
      const write = (key: string): string =>
        input.EncodingType === 'url' ? encodeURIComponent(key).replaceAll('%2F', '/') : key;
      const [bucket, prefix] = [input.Bucket ?? '', input.Prefix ?? ''];
      const page = uploadPage((after, rows) => uploads.list(bucket, prefix, after, rows), {
        prefix,
        delimiter: input.Delimiter ?? '',
        after: placeAfter(input),
        limit,
      });
      return {
        Bucket: input.Bucket,
        KeyMarker: write(input.KeyMarker ?? ''),
        UploadIdMarker: input.UploadIdMarker ?? '',
        Prefix: write(prefix),
        Delimiter: input.Delimiter && write(input.Delimiter),
        EncodingType: input.EncodingType,
        MaxUploads: limit,
        IsTruncated: page.next !== undefined,
        ...(page.next && {
          NextKeyMarker: write(page.next.key),
          NextUploadIdMarker: page.next.id === LAST_ID ? '' : page.next.id,
        }),
        CommonPrefixes: page.prefixes.map((Prefix) => ({ Prefix: write(Prefix) })),
        Uploads: page.uploads.map((upload) => ({
          UploadId: upload.id,
          Key: write(upload.key),
          Initiated: new Date(upload.createdAt),
          StorageClass: 'STANDARD',
          Owner: owner,
          Initiator: owner,
          ...checksumOf(upload),
        })),
      };
    },

    ListParts(input: ListPartsRequest): ListPartsOutput {
      const upload = uploads.get(input.Bucket ?? '', input.Key ?? '', input.UploadId ?? '');
      const limit = limitOf('max-parts', input.MaxParts, MOST);
      const marker = Number(input.PartNumberMarker ?? 0);
      if (!Number.isSafeInteger(marker) || marker < 0)
        throw s3Errors.invalidArgument('part-number-marker', String(input.PartNumberMarker));
      const found = uploads.parts(upload, marker, limit + 1);
      const page = found.slice(0, limit);
      return {
        Bucket: upload.bucket,
        Key: upload.key,
        UploadId: upload.id,
        PartNumberMarker: String(marker),
        NextPartNumberMarker: String(page.at(-1)?.number ?? 0),
        MaxParts: limit,
        IsTruncated: found.length > limit,
        Initiator: owner,
        Owner: owner,
        StorageClass: 'STANDARD',
        ...checksumOf(upload),
        Parts: page.map((part) => ({
          PartNumber: part.number,
          LastModified: new Date(part.modifiedAt),
          ETag: quoted(part.etag),
          Size: part.size,
          ...checksumMembers(part.checksums),
        })),
      };
    },
  };
}
