import {
  type AbortMultipartUploadRequest,
  type CreateMultipartUploadOutput,
  type CreateMultipartUploadRequest,
} from '@aws-sdk/client-s3';
import { type EngineRequest } from '../../http/message.ts';
import { type ChecksumType } from '../../store/objectTables.ts';
import { ALGORITHM_NAMES } from './checksums.ts';
import { type S3Context, type S3Operations } from './context.ts';
import { s3Errors } from './errors.ts';
import { isLinear } from './multipartChecksums.ts';
import { headersToKeep } from './objectHeaders.ts';
import { checkKey } from './putObject.ts';
import { tagsFromHeader } from './tags.ts';

/** CRC64NVME has no composite form and SHA no full one; S3 takes composite where both are possible. */
function typeFor(algorithm: string, wanted: ChecksumType | undefined): ChecksumType {
  const type = wanted ?? (algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE');
  const isPossible = type === 'FULL_OBJECT' ? isLinear(algorithm) : algorithm !== 'CRC64NVME';
  if (isPossible) return type;
  throw s3Errors.invalidRequest(
    `The ${type} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
  );
}

/** CreateMultipartUpload and AbortMultipartUpload. */
export function uploadOperations({ objects }: S3Context): S3Operations {
  return {
    CreateMultipartUpload(
      input: CreateMultipartUploadRequest,
      { headers }: EngineRequest,
    ): CreateMultipartUploadOutput {
      const [bucket, key] = [input.Bucket ?? '', input.Key ?? ''];
      checkKey(key);
      const algorithm = input.ChecksumAlgorithm;
      if (algorithm !== undefined && !ALGORITHM_NAMES.includes(algorithm)) {
        throw s3Errors.invalidRequest('Checksum algorithm provided is unsupported.');
      }
      const checksum = algorithm && { algorithm, checksumType: typeFor(algorithm, input.ChecksumType) };
      const upload = objects.uploads.create({
        ...{ bucket, key, headers: headersToKeep(headers), tags: tagsFromHeader(headers['x-amz-tagging']) },
        ...checksum,
      });
      return {
        Bucket: bucket,
        Key: key,
        UploadId: upload.id,
        ...(checksum && { ChecksumAlgorithm: checksum.algorithm, ChecksumType: checksum.checksumType }),
      };
    },

    AbortMultipartUpload(input: AbortMultipartUploadRequest): object {
      const { uploads } = objects;
      uploads.abort(uploads.get(input.Bucket ?? '', input.Key ?? '', input.UploadId ?? ''));
      return {};
    },
  };
}
