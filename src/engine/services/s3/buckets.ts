import {
  type CreateBucketOutput,
  type CreateBucketRequest,
  type DeleteBucketRequest,
  type HeadBucketOutput,
  type HeadBucketRequest,
  type ListBucketsOutput,
  type ListBucketsRequest,
} from '@aws-sdk/client-s3';
import { AwsError } from '../../http/awsError.ts';
import { type EngineRequest } from '../../http/message.ts';
import { checkBucketName } from './bucketNames.ts';
import { type S3Context, type S3Operations } from './context.ts';
import { limitOf } from './limits.ts';

/** The region whose buckets are made without naming it, and made again without complaint. */
const HOME = 'us-east-1';

/** Where the bucket is to be. @throws AwsError when constraint and endpoint disagree, as AWS has it. */
function regionFor(input: CreateBucketRequest, scope: string): string {
  const constraint = input.CreateBucketConfiguration?.LocationConstraint;
  if (scope === HOME || constraint === scope) return constraint ?? scope;
  const which = constraint ?? 'unspecified';
  throw new AwsError(
    'IllegalLocationConstraintException',
    `The ${which} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  );
}

/** CreateBucket, HeadBucket, DeleteBucket and ListBuckets. */
export function bucketOperations({ objects, owner }: S3Context): S3Operations {
  return {
    CreateBucket(input: CreateBucketRequest, request: EngineRequest): CreateBucketOutput {
      const name = input.Bucket ?? '';
      checkBucketName(name);
      const region = regionFor(input, request.scope.region);
      const found = objects.bucket(name);
      if (found && !(found.region === HOME && region === HOME)) {
        const message = 'Your previous request to create the named bucket succeeded and you already own it.';
        throw new AwsError('BucketAlreadyOwnedByYou', message, 409, { BucketName: name });
      }
      objects.createBucket(name, region);
      return { Location: `/${name}` };
    },

    HeadBucket(input: HeadBucketRequest): HeadBucketOutput {
      const { region } = objects.needBucket(input.Bucket ?? '');
      return { BucketRegion: region, AccessPointAlias: false };
    },

    DeleteBucket(input: DeleteBucketRequest): object {
      objects.deleteBucket(input.Bucket ?? '');
      return {};
    },

    ListBuckets(input: ListBucketsRequest): ListBucketsOutput {
      const after = Buffer.from(input.ContinuationToken ?? '', 'base64url').toString();
      const limit = limitOf('max-buckets', input.MaxBuckets, 10_000);
      const found = objects
        .buckets()
        .filter(
          ({ name, region }) =>
            name > after && name.startsWith(input.Prefix ?? '') && region === (input.BucketRegion ?? region),
        );
      const page = found.slice(0, limit);
      const last = page.at(-1);
      return {
        Buckets: page.map(({ name, region, createdAt }) => ({
          Name: name,
          CreationDate: new Date(createdAt),
          BucketRegion: region,
        })),
        Owner: owner,
        Prefix: input.Prefix,
        ...(last &&
          found.length > limit && { ContinuationToken: Buffer.from(last.name).toString('base64url') }),
      };
    },
  };
}
