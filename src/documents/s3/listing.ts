import type { ListObjectsV2CommandOutput } from '@aws-sdk/client-s3';
import type { BucketClients } from './bucketClients.ts';
import { s3Failure } from './s3Failure.ts';
import { s3Uri, type S3Place } from '../../platform/s3Uri.ts';

export interface ListedObject {
  readonly key: string;
  /** In bytes. */
  readonly size: number;
  readonly modifiedAt: Date | undefined;
  readonly etag: string;
  readonly storageClass: string | undefined;
}

export interface ObjectPage {
  /** Prefixes of the next level, each with `/` at its end; none when all levels are listed. */
  readonly prefixes: readonly string[];
  readonly objects: readonly ListedObject[];
  readonly nextToken: string | undefined;
}

export interface ListQuery {
  /** `level`: what is right below the prefix. `all`: every object below it. */
  readonly depth: 'level' | 'all';
  readonly pageSize?: number;
  readonly token?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** One page of what is below a prefix, in the order of the keys. */
export async function listPage(
  clients: BucketClients,
  { bucket, key: prefix }: S3Place,
  { depth, pageSize = 1000, token, signal }: ListQuery,
): Promise<ObjectPage> {
  const { ListObjectsV2Command } = await import('@aws-sdk/client-s3');
  const request = new ListObjectsV2Command({
    Bucket: bucket,
    Prefix: prefix,
    MaxKeys: pageSize,
    ContinuationToken: token,
    // Keys may hold characters that XML cannot.
    EncodingType: 'url',
    ...(depth === 'level' && { Delimiter: '/' }),
  });
  try {
    return pageOf(
      await clients.run(bucket, (client) => client.send(request, { ...(signal && { abortSignal: signal }) })),
    );
  } catch (error) {
    throw s3Failure(`Cannot list ${s3Uri(bucket, prefix)}`, error);
  }
}

/** Every object below a prefix, page after page: memory holds one page at a time. */
export async function* pagesBelow(
  clients: BucketClients,
  place: S3Place,
  signal?: AbortSignal,
): AsyncGenerator<readonly ListedObject[]> {
  let token: string | undefined;
  do {
    const page = await listPage(clients, place, { depth: 'all', token, signal });
    yield page.objects;
    token = page.nextToken;
  } while (token !== undefined);
}

function pageOf(answer: ListObjectsV2CommandOutput): ObjectPage {
  return {
    prefixes: (answer.CommonPrefixes ?? []).map(({ Prefix }) => decodeKey(Prefix)),
    objects: (answer.Contents ?? []).map(({ Key, Size, LastModified, ETag, StorageClass }) => ({
      key: decodeKey(Key),
      size: Size ?? 0,
      modifiedAt: LastModified,
      etag: ETag ?? '',
      storageClass: StorageClass,
    })),
    nextToken: answer.IsTruncated === true ? answer.NextContinuationToken : undefined,
  };
}

/** S3 encodes as HTML forms do: a space is a plus. */
function decodeKey(encoded = ''): string {
  return decodeURIComponent(encoded.replaceAll('+', ' '));
}
