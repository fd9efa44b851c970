import { type GetObjectRequest, type HeadObjectRequest } from '@aws-sdk/client-s3';
import { type EngineRequest, queryValue } from '../../http/message.ts';
import { Verbatim } from '../../protocols/rest.ts';
import { type StoredObject } from '../../store/objectTables.ts';
import { weighConditions } from './conditions.ts';
import { type S3Context, type S3Operations } from './context.ts';
import { s3Errors } from './errors.ts';
import { describeChecksums, describeObject } from './objectHeaders.ts';
import { type ByteRange, parseRange } from './ranges.ts';

/** Query parameters that stand in for headers of the answer. */
const OVERRIDES = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];

interface Selection {
  readonly range: ByteRange | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly checksums: Parameters<typeof describeChecksums>[0];
}

/** `partNumber`: the bytes of one part. An object that was put in one has one part. */
function selectPart(object: StoredObject, number: number): Selection {
  const count = object.pieces.length;
  const index = object.pieces.findIndex(
    ({ part }, position) => (part ? part.number : position + 1) === number,
  );
  const piece = object.pieces[index];
  if (!piece) throw s3Errors.invalidPartNumber();
  if (!piece.part) return { range: undefined, headers: {}, checksums: object };
  const first = object.pieces.slice(0, index).reduce((sum, { size }) => sum + size, 0);
  return {
    range: { first, last: first + piece.size - 1 },
    headers: { 'x-amz-mp-parts-count': String(count) },
    checksums: {
      checksums: piece.part.checksums,
      ...(object.checksumType && { checksumType: object.checksumType }),
    },
  };
}

function select(object: StoredObject, request: EngineRequest, partNumber: number | undefined): Selection {
  if (partNumber !== undefined) return selectPart(object, partNumber);
  const range = parseRange(request.headers['range'], object.size);
  // The checksum of the whole says nothing of a part of it.
  return { range, headers: {}, checksums: range ? { checksums: {} } : object };
}

function overrides(request: EngineRequest): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of OVERRIDES) {
    const value = queryValue(request, `response-${name}`);
    if (value !== undefined) found[name] = value;
  }
  return found;
}

/** GetObject and HeadObject: the same headers, with and without the content. */
export function getOperations({ objects }: S3Context): S3Operations {
  const answer = (
    input: GetObjectRequest | HeadObjectRequest,
    request: EngineRequest,
    hasBody: boolean,
  ): Verbatim => {
    const object = objects.object(input.Bucket ?? '', input.Key ?? '');
    const described = describeObject(object);
    if (weighConditions(request.headers, object) === 'fresh') {
      return new Verbatim({
        status: 304,
        headers: { etag: described['etag'] ?? '', 'last-modified': described['last-modified'] ?? '' },
      });
    }
    const { range, headers, checksums } = select(object, request, input.PartNumber);
    const length = range ? range.last - range.first + 1 : object.size;
    const tagCount = Object.keys(object.tags).length;
    return new Verbatim({
      status: range ? 206 : 200,
      headers: {
        ...described,
        ...headers,
        ...(input.ChecksumMode === 'ENABLED' ? describeChecksums(checksums) : {}),
        ...(tagCount > 0 ? { 'x-amz-tagging-count': String(tagCount) } : {}),
        ...(range ? { 'content-range': `bytes ${range.first}-${range.last}/${object.size}` } : {}),
        ...overrides(request),
        'content-length': String(length),
      },
      ...(hasBody && length > 0 ? { body: objects.lendObject(object, range) } : {}),
    });
  };
  return {
    GetObject: (input: GetObjectRequest, request: EngineRequest) => answer(input, request, true),
    HeadObject: (input: HeadObjectRequest, request: EngineRequest) => answer(input, request, false),
  };
}
