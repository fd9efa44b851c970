import { type PutObjectOutput, type PutObjectRequest } from '@aws-sdk/client-s3';
import { AwsError } from '../../http/awsError.ts';
import { type EngineRequest } from '../../http/message.ts';
import { checksumMembers } from './checksums.ts';
import { writeCondition } from './conditions.ts';
import { quoted, type S3Context, type S3Operations } from './context.ts';
import { headersToKeep } from './objectHeaders.ts';
import { tagsFromHeader } from './tags.ts';
import { type VerifiedBody } from './verifiedBody.ts';

/** S3 takes no more in one request; larger objects are put in parts. */
const MAX_CONTENT = 5 * 1024 ** 3;
const MAX_KEY = 1024;

/** The input with the body that `s3Service` hands in. */
type Put = Omit<PutObjectRequest, 'Body'> & { Bucket: string; Key: string; Body: VerifiedBody };

/** @throws AwsError `KeyTooLongError`: a key has at most 1024 bytes of UTF-8. */
export function checkKey(key: string): void {
  const size = Buffer.byteLength(key);
  if (size > MAX_KEY) {
    throw new AwsError('KeyTooLongError', 'Your key is too long', 400, {
      Size: size,
      MaxSizeAllowed: MAX_KEY,
    });
  }
}

/** @throws AwsError `MissingContentLength`, `EntityTooLarge` */
export function checkLength(body: VerifiedBody): void {
  if (body.length > MAX_CONTENT) {
    const message = 'Your proposed upload exceeds the maximum allowed size';
    throw new AwsError('EntityTooLarge', message, 400, {
      ProposedSize: body.length,
      MaxSizeAllowed: MAX_CONTENT,
    });
  }
}

export function putOperations({ objects }: S3Context): S3Operations {
  return {
    async PutObject(input: Put, { headers }: EngineRequest): Promise<PutObjectOutput> {
      checkKey(input.Key);
      checkLength(input.Body);
      const object = await objects.put(input.Bucket, input.Key, input.Body, {
        headers: headersToKeep(headers),
        tags: tagsFromHeader(headers['x-amz-tagging']),
        checksums: () => input.Body.checksums,
        checksumType: 'FULL_OBJECT',
        check: writeCondition(headers, input.Key),
      });
      const hasChecksum = Object.keys(object.checksums).length > 0;
      return {
        ETag: quoted(object.etag),
        ...checksumMembers(object.checksums),
        ...(hasChecksum && { ChecksumType: 'FULL_OBJECT' }),
      };
    },
  };
}
