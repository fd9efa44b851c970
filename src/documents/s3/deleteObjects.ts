import { s3Uri, type S3Place } from '../../platform/s3Uri.ts';
import { UserError } from '../../platform/userError.ts';
import type { BucketClients } from './bucketClients.ts';
import { pagesBelow } from './listing.ts';
import { s3Failure } from './s3Failure.ts';

/** XML has no way to write control characters, so DeleteObjects cannot name a key with one. */
const notInXml = /[\p{Cc}\u{fffe}\u{ffff}]/u;

/** S3 takes this many keys in one DeleteObjects. */
const mostAtOnce = 1000;

export async function deleteObject(clients: BucketClients, { bucket, key }: S3Place): Promise<void> {
  const { DeleteObjectCommand } = await import('@aws-sdk/client-s3');
  const request = new DeleteObjectCommand({ Bucket: bucket, Key: key });
  try {
    await clients.run(bucket, (client) => client.send(request));
  } catch (error) {
    throw s3Failure(`Cannot delete ${s3Uri(bucket, key)}`, error);
  }
}

/** Deletes objects of one bucket. @throws UserError that names the first that is still there. */
export async function deleteObjects(
  clients: BucketClients,
  bucket: string,
  keys: readonly string[],
): Promise<void> {
  for (const key of keys.filter((candidate) => notInXml.test(candidate))) {
    await deleteObject(clients, { bucket, key });
  }
  const together = keys.filter((key) => !notInXml.test(key));
  for (let at = 0; at < together.length; at += mostAtOnce) {
    await deleteTogether(clients, bucket, together.slice(at, at + mostAtOnce));
  }
}

async function deleteTogether(
  clients: BucketClients,
  bucket: string,
  keys: readonly string[],
): Promise<void> {
  const { DeleteObjectsCommand } = await import('@aws-sdk/client-s3');
  const Objects = keys.map((Key) => ({ Key }));
  const request = new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } });
  const { Errors = [] } = await clients
    .run(bucket, (client) => client.send(request))
    .catch((error: unknown) => {
      throw s3Failure(`Cannot delete ${keys.length} objects of the bucket "${bucket}"`, error);
    });
  const [first] = Errors;
  if (!first) return;
  const rest = Errors.length > 1 ? `, and ${Errors.length - 1} more` : '';
  throw new UserError(
    first.Code === 'AccessDenied' ? 'not-allowed' : 'unexpected',
    `Cannot delete ${s3Uri(bucket, first.Key ?? '')}${rest}: ${first.Message ?? first.Code ?? 'S3 does not say why'}`,
  );
}

/**
 * Deletes every object below a prefix, its marker included, a page at a time.
 * @param deleted hears how many are gone so far.
 */
export async function deleteBelow(
  clients: BucketClients,
  place: S3Place,
  signal?: AbortSignal,
  deleted?: (count: number) => void,
): Promise<void> {
  let count = 0;
  for await (const page of pagesBelow(clients, place, signal)) {
    signal?.throwIfAborted();
    await deleteObjects(
      clients,
      place.bucket,
      page.map(({ key }) => key),
    );
    count += page.length;
    deleted?.(count);
  }
}
