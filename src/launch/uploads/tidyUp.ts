import type { S3Client } from '@aws-sdk/client-s3';
import { s3Uri } from '../../platform/s3Uri.ts';
import { UserError } from '../../platform/userError.ts';
import type { PendingUploads } from './pendingUploads.ts';
import { abortUpload, giveUp } from './putParts.ts';

/** S3 takes this many keys in one DeleteObjects. */
const deleteAtOnce = 1000;
/** After this nobody goes on with an upload. Milliseconds. */
const stale = 24 * 3600 * 1000;

/** Removes what a launch that was given up has sent. @throws UserError naming an object that could not be removed. */
export async function removeObjects(
  client: S3Client,
  bucket: string,
  keys: readonly string[],
): Promise<void> {
  const { DeleteObjectsCommand } = await import('@aws-sdk/client-s3');
  for (let at = 0; at < keys.length; at += deleteAtOnce) {
    const Objects = keys.slice(at, at + deleteAtOnce).map((Key) => ({ Key }));
    const { Errors: [failed] = [] } = await client.send(
      new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
    );
    if (failed)
      throw new UserError(
        'unexpected',
        `${s3Uri(bucket, failed.Key ?? '')} could not be removed: ${failed.Message ?? ''}`,
      );
  }
}

/**
 * Takes back unfinished uploads that nobody will go on with: of these places when a launch is given up, and any that is a day
 * old. S3 bills their parts.
 */
export async function abortLeftUploads(
  client: S3Client,
  connection: string,
  pending: PendingUploads,
  places: readonly string[] = [],
): Promise<void> {
  for (const upload of await pending.left(connection)) {
    const name = `${upload.bucket}/${upload.key}`;
    if (Date.now() - upload.begun < stale && !places.some((place) => name.startsWith(place))) continue;
    await giveUp(client, upload, upload.uploadId, pending);
  }
}

/** Takes back what a launch that was left unfinished has begun to send. @throws what keeps S3 from hearing it */
export async function abortUploadsOf(
  client: S3Client,
  connection: string,
  pending: PendingUploads,
  launch: string,
): Promise<void> {
  for (const upload of await pending.left(connection))
    if (upload.launch === launch) await abortUpload(client, upload, upload.uploadId, pending);
}
