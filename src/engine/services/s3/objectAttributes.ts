import {
  type GetObjectAttributesOutput,
  type GetObjectAttributesParts,
  type GetObjectAttributesRequest,
} from '@aws-sdk/client-s3';
import { type EngineRequest } from '../../http/message.ts';
import { type StoredObject } from '../../store/objectTables.ts';
import { checksumMembers } from './checksums.ts';
import { type S3Context, type S3Operations } from './context.ts';
import { s3Errors } from './errors.ts';
import { limitOf } from './limits.ts';

const MOST_PARTS = 1000;
const KNOWN = new Set(['ETag', 'Checksum', 'ObjectParts', 'StorageClass', 'ObjectSize']);

/** @throws AwsError `InvalidArgument` for an attribute that S3 does not have */
function attributesOf({ headers }: EngineRequest): Set<string> {
  const wanted = (headers['x-amz-object-attributes'] ?? '').split(',').map((name) => name.trim());
  const unknown = wanted.find((name) => !KNOWN.has(name));
  if (unknown !== undefined) {
    throw s3Errors.invalidArgument('x-amz-object-attributes', unknown, 'Invalid attribute name specified.');
  }
  return new Set(wanted);
}

/** The parts of an object that was put in parts; S3 lists them only where they have checksums. */
function partsOf(
  { pieces }: StoredObject,
  { MaxParts, PartNumberMarker }: GetObjectAttributesRequest,
): GetObjectAttributesParts | undefined {
  const all = pieces.flatMap(({ size, part }) => (part ? [{ size, ...part }] : []));
  if (all.length === 0) return undefined;
  const limit = limitOf('max-parts', MaxParts, MOST_PARTS);
  const marker = Number(PartNumberMarker ?? 0);
  if (!Number.isSafeInteger(marker) || marker < 0) {
    throw s3Errors.invalidArgument('part-number-marker', String(PartNumberMarker));
  }
  const listed = all.filter(({ number, checksums }) => number > marker && Object.keys(checksums).length > 0);
  const page = listed.slice(0, limit);
  return {
    TotalPartsCount: all.length,
    ...(listed.length === 0
      ? {}
      : {
          PartNumberMarker: String(marker),
          NextPartNumberMarker: String(page.at(-1)?.number ?? 0),
          MaxParts: limit,
          IsTruncated: listed.length > limit,
          Parts: page.map(({ number, size, checksums }) => ({
            PartNumber: number,
            Size: size,
            ...checksumMembers(checksums),
          })),
        }),
  };
}

/** GetObjectAttributes. */
export function attributeOperations({ objects }: S3Context): S3Operations {
  return {
    GetObjectAttributes(
      input: GetObjectAttributesRequest,
      request: EngineRequest,
    ): GetObjectAttributesOutput {
      const wanted = attributesOf(request);
      const object = objects.object(input.Bucket ?? '', input.Key ?? '');
      const has = (name: string): boolean => wanted.has(name);
      const isChecked = Object.keys(object.checksums).length > 0;
      const storageClass = object.headers['x-amz-storage-class'] ?? 'STANDARD';
      return {
        LastModified: new Date(object.modifiedAt),
        ...(has('ETag') && { ETag: object.etag }),
        ...(has('Checksum') &&
          isChecked && {
            Checksum: {
              ...checksumMembers(object.checksums),
              ChecksumType: object.checksumType ?? 'FULL_OBJECT',
            },
          }),
        ...(has('ObjectParts') && { ObjectParts: partsOf(object, input) }),
        ...(has('StorageClass') && { StorageClass: storageClass as 'STANDARD' }),
        ...(has('ObjectSize') && { ObjectSize: object.size }),
      };
    },
  };
}
