import { createReadStream } from 'node:fs';
import { inParallel } from '../../../platform/inParallel.ts';
import { putStream } from '../../../platform/putStream.ts';
import { s3Uri } from '../../../platform/s3Uri.ts';
import type { S3Objects } from '../s3Objects.ts';
import { s3Failure } from '../s3Failure.ts';
import type { PlannedUpload } from './uploadPlan.ts';

/**
 * Sends files to S3, a few at a time, each as a stream. What has arrived when one fails, or when it is cancelled, stays.
 * @param sent hears how many files and bytes have arrived so far.
 */
export async function uploadFiles(
  objects: S3Objects,
  bucket: string,
  planned: readonly PlannedUpload[],
  signal: AbortSignal,
  sent: (files: number, bytes: number) => void,
): Promise<void> {
  const client = await objects.clients.forStream(bucket);
  let files = 0;
  let sum = 0;
  await inParallel(planned, 4, async ({ path, key }) => {
    let before = 0;
    const progress = (bytes: number): void => {
      sum += bytes - before;
      before = bytes;
      sent(files, sum);
    };
    try {
      await putStream(client, { bucket, key }, createReadStream(path), signal, progress);
    } catch (error) {
      throw s3Failure(`Cannot upload ${path} to ${s3Uri(bucket, key)}`, error);
    }
    files += 1;
    sent(files, sum);
  });
}
