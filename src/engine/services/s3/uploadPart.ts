import {
  type UploadPartCopyOutput,
  type UploadPartCopyRequest,
  type UploadPartOutput,
  type UploadPartRequest,
} from '@aws-sdk/client-s3';
import { type EngineRequest } from '../../http/message.ts';
import { checksumMembers, withChecksums } from './checksums.ts';
import { quoted, type S3Context, type S3Operations } from './context.ts';
import { copySource } from './copySource.ts';
import { s3Errors } from './errors.ts';
import { checkLength } from './putObject.ts';
import { parseRange } from './ranges.ts';
import { type VerifiedBody } from './verifiedBody.ts';

const MOST_PARTS = 10_000;

type PutPart = Omit<UploadPartRequest, 'Body'> & { Body: VerifiedBody };

function partNumber(input: { PartNumber?: number | undefined }): number {
  const number = input.PartNumber ?? 0;
  if (Number.isInteger(number) && number >= 1 && number <= MOST_PARTS) return number;
  const message = `Part number must be an integer between 1 and ${MOST_PARTS}, inclusive`;
  throw s3Errors.invalidArgument('partNumber', String(number), message);
}

/** UploadPart and UploadPartCopy. */
export function partOperations({ objects }: S3Context): S3Operations {
  const { uploads } = objects;
  return {
    async UploadPart(input: PutPart): Promise<UploadPartOutput> {
      const number = partNumber(input);
      const upload = uploads.get(input.Bucket ?? '', input.Key ?? '', input.UploadId ?? '');
      checkLength(input.Body);
      if (upload.algorithm !== undefined) input.Body.want(upload.algorithm);
      const part = await uploads.putPart(upload, number, input.Body, () => input.Body.checksums);
      return { ETag: quoted(part.etag), ...checksumMembers(part.checksums) };
    },

    async UploadPartCopy(
      input: UploadPartCopyRequest,
      { headers }: EngineRequest,
    ): Promise<UploadPartCopyOutput> {
      const number = partNumber(input);
      const upload = uploads.get(input.Bucket ?? '', input.Key ?? '', input.UploadId ?? '');
      const source = copySource(objects, headers);
      const range = parseRange(input.CopySourceRange, source.size);
      const algorithms = upload.algorithm === undefined ? [] : [upload.algorithm];
      const stream = objects.readObject(source, range);
      const { content, values } = withChecksums(stream, algorithms);
      const part = await uploads.putPart(upload, number, content, values).finally(() => stream.destroy());
      const result = { ETag: quoted(part.etag), LastModified: new Date(part.modifiedAt) };
      return { CopyPartResult: { ...result, ...checksumMembers(part.checksums) } };
    },
  };
}
