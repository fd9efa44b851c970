import {
  type DeleteObjectTaggingRequest,
  type GetObjectTaggingOutput,
  type GetObjectTaggingRequest,
  type PutObjectTaggingRequest,
} from '@aws-sdk/client-s3';
import { type S3Context, type S3Operations } from './context.ts';
import { tagSet, tagsFromSet } from './tags.ts';

/** The tags of objects. */
export function taggingOperations({ objects }: S3Context): S3Operations {
  return {
    GetObjectTagging(input: GetObjectTaggingRequest): GetObjectTaggingOutput {
      return { TagSet: tagSet(objects.object(input.Bucket ?? '', input.Key ?? '').tags) };
    },

    PutObjectTagging(input: PutObjectTaggingRequest): object {
      objects.setTags(input.Bucket ?? '', input.Key ?? '', tagsFromSet(input.Tagging?.TagSet ?? []));
      return {};
    },

    DeleteObjectTagging(input: DeleteObjectTaggingRequest): object {
      objects.setTags(input.Bucket ?? '', input.Key ?? '', {});
      return {};
    },
  };
}
