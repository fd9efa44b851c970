import {
  type CompletedPart,
  type CompleteMultipartUploadOutput,
  type CompleteMultipartUploadRequest,
} from '@aws-sdk/client-s3';
import { AwsError } from '../../http/awsError.ts';
import { type EngineRequest } from '../../http/message.ts';
import { type Part, type Upload } from '../../store/uploadRows.ts';
import { checksumHeader, checksumMembers } from './checksums.ts';
import { writeCondition } from './conditions.ts';
import { quoted, type S3Context, type S3Operations } from './context.ts';
import { s3Errors } from './errors.ts';
import { compositeChecksum, compositeEtag, fullObjectChecksum } from './multipartChecksums.ts';

/** Every part but the last has at least this much. */
const MIN_PART = 5 * 1024 * 1024;

function invalidPart(number: number | undefined): AwsError {
  const message =
    "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.";
  return new AwsError('InvalidPart', message, 400, { PartNumber: number });
}

/** Whether every checksum that the client names is that of the part. */
function checksumsMatch(named: CompletedPart, part: Part): boolean {
  const known = checksumMembers(part.checksums);
  return Object.entries(named).every(
    ([member, value]) =>
      !member.startsWith('Checksum') || known[member] === undefined || known[member] === value,
  );
}

/** The parts that the client names, checked. @throws AwsError `InvalidPart`, `InvalidPartOrder`, `EntityTooSmall` */
function chooseParts(named: readonly CompletedPart[], parts: readonly Part[]): Part[] {
  if (named.length === 0) throw s3Errors.malformedXml();
  const byNumber = new Map(parts.map((part) => [part.number, part]));
  if (named.some(({ PartNumber = 0 }, index) => PartNumber <= (named[index - 1]?.PartNumber ?? 0))) {
    const message = 'The list of parts was not in ascending order. Parts must be ordered by part number.';
    throw new AwsError('InvalidPartOrder', message);
  }
  return named.map((name, index) => {
    const number = name.PartNumber ?? 0;
    const part = byNumber.get(number);
    const etag = name.ETag?.replace(/^"(.*)"$/, '$1');
    if (!part || etag !== part.etag || !checksumsMatch(name, part)) throw invalidPart(name.PartNumber);
    if (index < named.length - 1 && part.size < MIN_PART) {
      const members = {
        ETag: part.etag,
        MinSizeAllowed: MIN_PART,
        PartNumber: number,
        ProposedSize: part.size,
      };
      throw new AwsError(
        'EntityTooSmall',
        'Your proposed upload is smaller than the minimum allowed size',
        400,
        members,
      );
    }
    return part;
  });
}

/** The object's checksum from those of its parts, as the upload's algorithm and type want it. */
async function combined(
  { algorithm, checksumType }: Upload,
  parts: readonly Part[],
): Promise<Record<string, string>> {
  if (algorithm === undefined) return {};
  const checksums = parts.map(({ size, checksums: known }) => ({ size, checksum: known[algorithm] ?? '' }));
  const value =
    checksumType === 'FULL_OBJECT'
      ? fullObjectChecksum(algorithm, checksums)
      : await compositeChecksum(algorithm, checksums);
  return { [algorithm]: value };
}

export function completeOperations({ objects }: S3Context): S3Operations {
  const { uploads } = objects;
  return {
    async CompleteMultipartUpload(
      input: CompleteMultipartUploadRequest,
      { headers }: EngineRequest,
    ): Promise<CompleteMultipartUploadOutput> {
      const [bucket, key, id] = [input.Bucket ?? '', input.Key ?? '', input.UploadId ?? ''];
      const named = input.MultipartUpload?.Parts ?? [];
      const upload = uploads.get(bucket, key, id);
      const checksums = await combined(upload, chooseParts(named, uploads.parts(upload)));
      for (const [algorithm, value] of Object.entries(checksums)) {
        const declared = headers[checksumHeader(algorithm)];
        if (declared !== undefined && declared !== value) throw s3Errors.badDigest(algorithm);
      }
      // Parts may have changed while the checksum was taken: what is completed is what is there now.
      const chosen = chooseParts(named, uploads.parts(uploads.get(bucket, key, id)));
      const size = chosen.reduce((sum, part) => sum + part.size, 0);
      if (input.MpuObjectSize !== undefined && input.MpuObjectSize !== size) {
        throw s3Errors.invalidRequest(
          `The provided 'x-amz-mp-object-size' header value ${input.MpuObjectSize} does not match what was computed: ${size}`,
        );
      }
      const object = uploads.complete(upload, chosen, {
        etag: compositeEtag(chosen.map(({ etag }) => etag)),
        checksums,
        ...(upload.checksumType && { checksumType: upload.checksumType }),
        check: writeCondition(headers, key),
      });
      return {
        Location: `/${bucket}/${key}`,
        Bucket: bucket,
        Key: key,
        ETag: quoted(object.etag),
        ...checksumMembers(object.checksums),
        ...(object.checksumType && { ChecksumType: object.checksumType }),
      };
    },
  };
}
