import { type CopyObjectOutput, type CopyObjectRequest } from '@aws-sdk/client-s3';
import { type EngineRequest } from '../../http/message.ts';
import { checksumMembers, withChecksums } from './checksums.ts';
import { writeCondition } from './conditions.ts';
import { quoted, type S3Context, type S3Operations } from './context.ts';
import { copySource } from './copySource.ts';
import { s3Errors } from './errors.ts';
import { headersToKeep } from './objectHeaders.ts';
import { checkKey } from './putObject.ts';
import { tagsFromHeader } from './tags.ts';

/** CopyObject: content is streamed from file to file, so source and copy have nothing to do with each other later. */
export function copyOperations({ objects }: S3Context): S3Operations {
  return {
    async CopyObject(input: CopyObjectRequest, { headers }: EngineRequest): Promise<CopyObjectOutput> {
      const [bucket, key] = [input.Bucket ?? '', input.Key ?? ''];
      checkKey(key);
      const source = copySource(objects, headers);
      const replaces = input.MetadataDirective === 'REPLACE';
      const storageClass = headers['x-amz-storage-class'];
      if (source.bucket === bucket && source.key === key && !replaces && storageClass === undefined) {
        throw s3Errors.invalidRequest(
          "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
        );
      }
      const algorithms = input.ChecksumAlgorithm ? [input.ChecksumAlgorithm] : Object.keys(source.checksums);
      const stream = objects.readObject(source);
      const { content, values } = withChecksums(stream, algorithms);
      const writing = objects.put(bucket, key, content, {
        headers: replaces ? headersToKeep(headers) : source.headers,
        tags: input.TaggingDirective === 'REPLACE' ? tagsFromHeader(headers['x-amz-tagging']) : source.tags,
        checksums: values,
        checksumType: 'FULL_OBJECT',
        check: writeCondition(headers, key),
      });
      // A copy that is refused before it is read must let go of its source.
      const copy = await writing.finally(() => stream.destroy());
      return {
        CopyObjectResult: {
          ETag: quoted(copy.etag),
          LastModified: new Date(copy.modifiedAt),
          ...checksumMembers(copy.checksums),
        },
      };
    },
  };
}
