import type { BucketClients } from './bucketClients.ts';
import { s3Failure } from './s3Failure.ts';

export interface ListedBucket {
  readonly name: string;
  readonly createdAt: Date | undefined;
  readonly region: string | undefined;
}

export interface BucketPage {
  readonly buckets: readonly ListedBucket[];
  readonly nextToken: string | undefined;
}

/** One page of the account's buckets, by name. */
export async function listBuckets(
  clients: BucketClients,
  pageSize: number,
  token?: string,
): Promise<BucketPage> {
  const { ListBucketsCommand } = await import('@aws-sdk/client-s3');
  const client = await clients.home();
  try {
    const answer = await client.send(
      new ListBucketsCommand({ MaxBuckets: pageSize, ContinuationToken: token }),
    );
    return {
      buckets: (answer.Buckets ?? []).map(({ Name = '', CreationDate, BucketRegion }) => ({
        name: Name,
        createdAt: CreationDate,
        region: BucketRegion,
      })),
      nextToken: answer.ContinuationToken,
    };
  } catch (error) {
    throw s3Failure('Cannot list the buckets', error);
  }
}

export async function allBuckets(clients: BucketClients): Promise<ListedBucket[]> {
  const found: ListedBucket[] = [];
  let token: string | undefined;
  do {
    const page = await listBuckets(clients, 1000, token);
    found.push(...page.buckets);
    token = page.nextToken;
  } while (token !== undefined);
  return found;
}
