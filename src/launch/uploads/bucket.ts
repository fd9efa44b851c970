import type { S3Client } from '@aws-sdk/client-s3';
import { UserError } from '../../platform/userError.ts';

/** What a connection can know of a bucket. */
export type BucketFacts =
  /** `region` is undefined where the endpoint does not say. */
  | { readonly state: 'there'; readonly region: string | undefined }
  | { readonly state: 'absent' }
  /** It is there, and it, or asking for it, is not ours. */
  | { readonly state: 'denied'; readonly region: string | undefined };

/**
 * Asks S3 for a bucket, in whatever region it is.
 * @param owner the account that it must belong to: anyone may have taken a name that others guess.
 */
export async function bucketFacts(
  client: S3Client,
  bucket: string,
  options: { signal?: AbortSignal; owner?: string } = {},
): Promise<BucketFacts> {
  const { HeadBucketCommand } = await import('@aws-sdk/client-s3');
  const ExpectedBucketOwner = options.owner;
  try {
    const { BucketRegion } = await client.send(
      new HeadBucketCommand({
        Bucket: bucket,
        ...(ExpectedBucketOwner !== undefined && { ExpectedBucketOwner }),
      }),
      { ...(options.signal && { abortSignal: options.signal }) },
    );
    return { state: 'there', region: BucketRegion };
  } catch (error) {
    const { status, region } = answerOf(error);
    // Answers to HEAD have no body, so that there is no code to go by.
    if (status === 301 || status === 400) {
      if (region !== undefined) return { state: 'there', region };
    } else if (status === 404) return { state: 'absent' };
    else if (status === 403) return { state: 'denied', region };
    throw error;
  }
}

/** Creates a bucket in the client's region. @returns false when it was there already. */
export async function createBucket(client: S3Client, bucket: string): Promise<boolean> {
  const { CreateBucketCommand } = await import('@aws-sdk/client-s3');
  try {
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
    return true;
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    // Two launches at once: the other was quicker.
    if (name === 'BucketAlreadyOwnedByYou') return false;
    if (name !== 'BucketAlreadyExists') throw error;
    throw new UserError('already-exists', `The bucket "${bucket}" belongs to another account.`, {
      advice: 'Name one of your own as DefaultS3Bucket in SageMaker’s config.yaml.',
      cause: error,
    });
  }
}

/** Removes a bucket that this launch has made; one that holds something by now stays. */
export async function removeEmptyBucket(client: S3Client, bucket: string): Promise<void> {
  const { DeleteBucketCommand } = await import('@aws-sdk/client-s3');
  try {
    await client.send(new DeleteBucketCommand({ Bucket: bucket }));
  } catch (error) {
    if (!(error instanceof Error) || !['BucketNotEmpty', 'NoSuchBucket'].includes(error.name)) throw error;
  }
}

function answerOf(error: unknown): { status: number | undefined; region: string | undefined } {
  const facts = error as {
    $metadata?: { httpStatusCode?: number };
    $response?: { headers?: Readonly<Record<string, string>> };
  } | null;
  return {
    status: facts?.$metadata?.httpStatusCode,
    region: facts?.$response?.headers?.['x-amz-bucket-region'],
  };
}
