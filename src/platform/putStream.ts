import type { S3Client } from '@aws-sdk/client-s3';
import type { Readable } from 'node:stream';
import type { S3Place } from './s3Uri.ts';

/**
 * Sends a stream of any length to S3, in parts when it is long.
 * @param sent hears how many bytes have arrived so far.
 * @throws the signal's reason when it is aborted; then nothing of the object is left.
 */
export async function putStream(
  client: S3Client,
  { bucket, key }: S3Place,
  body: Readable,
  signal: AbortSignal,
  sent?: (bytes: number) => void,
): Promise<void> {
  const { Upload } = await import('@aws-sdk/lib-storage');
  signal.throwIfAborted();
  const upload = new Upload({ client, params: { Bucket: bucket, Key: key, Body: body } });
  if (sent) upload.on('httpUploadProgress', ({ loaded }) => sent(loaded ?? 0));
  // The body ends, not the upload: what is on its way then arrives before anyone tidies up, or is taken back by the SDK.
  const stop = (): void => void body.destroy(abortReason(signal));
  signal.addEventListener('abort', stop, { once: true });
  try {
    await upload.done();
    signal.throwIfAborted();
  } finally {
    signal.removeEventListener('abort', stop);
    body.destroy();
  }
}

function abortReason(signal: AbortSignal): Error {
  return signal.reason instanceof Error
    ? signal.reason
    : new DOMException('The upload was cancelled.', 'AbortError');
}
