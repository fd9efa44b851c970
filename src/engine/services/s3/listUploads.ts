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

const MOST = 1000;

function checksumOf({ algorithm, checksumType }: Upload): object {
  return algorithm === undefined ? {} : { ChecksumAlgorithm: algorithm, ChecksumType: checksumType };
}

/** ListMultipartUploads and ListParts. */
export function uploadListings({ objects, owner }: S3Context): S3Operations {
  const { uploads } = objects;
  return {
    ListMultipartUploads(input: ListMultipartUploadsRequest): ListMultipartUploadsOutput {
      if (input.Delimiter) throw s3Errors.notImplemented('ListMultipartUploads with a delimiter');
      const limit = limitOf('max-uploads', input.MaxUploads, MOST);
      const write = (key: string): string =>
        input.EncodingType === 'url' ? encodeURIComponent(key).replaceAll('%2F', '/') : key;
      // A key marker alone stands for all uploads of that key.
      const after = {
        key: input.KeyMarker ?? '',
        id: input.UploadIdMarker ?? (input.KeyMarker ? '\u{10ffff}' : ''),
      };
      const found = uploads.list(input.Bucket ?? '', input.Prefix ?? '', after, limit + 1);
      const page = found.slice(0, limit);
      const last = found.length > limit ? page.at(-1) : undefined;
      return {
        Bucket: input.Bucket,
        KeyMarker: write(input.KeyMarker ?? ''),
        UploadIdMarker: input.UploadIdMarker ?? '',
        Prefix: write(input.Prefix ?? ''),
        EncodingType: input.EncodingType,
        MaxUploads: limit,
        IsTruncated: last !== undefined,
        ...(last && { NextKeyMarker: write(last.key), NextUploadIdMarker: last.id }),
        Uploads: page.map((upload) => ({
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
