import type { CompletedPart, Part, S3Client } from '@aws-sdk/client-s3';
import { createHash } from 'node:crypto';
import { explain } from '../../platform/explain.ts';
import { inParallel } from '../../platform/inParallel.ts';
import type { S3Place } from '../../platform/s3Uri.ts';
import { isInterruption } from './interruption.ts';
import type { PendingUpload, PendingUploads } from './pendingUploads.ts';

export interface PutOptions {
  readonly partSize: number;
  readonly signal: AbortSignal;
  readonly pending: PendingUploads;
  /** `Connection.key`. */
  readonly connection: string;
  /** As `PendingUpload` has it. */
  readonly launch?: string;
  /** Hears of bytes that have arrived, and not of those that were there already. */
  readonly sent?: (bytes: number) => void;
}

/** With parts of 8 MiB: what is held in memory at most, once more while it is read. */
const atOnce = 4;

/**
 * Puts an object into S3 that is there whole or not at all, each part with its SHA-256, which S3 checks. One that comes in one
 * part is put at once. Of one that an earlier try has left unfinished, only what is missing is sent.
 *
 * When it is cancelled, or fails for what no other try would mend, nothing stays in S3. What only interrupts it leaves the parts
 * that have arrived: the upload is kept in `pending`.
 * @throws the signal's reason once what was on its way has arrived or failed.
 */
export async function putParts(
  client: S3Client,
  place: S3Place,
  parts: AsyncGenerator<Buffer, void>,
  options: PutOptions,
): Promise<void> {
  try {
    options.signal.throwIfAborted();
    const first = (await parts.next()).value ?? Buffer.alloc(0);
    const second = (await parts.next()).value;
    options.signal.throwIfAborted();
    if (second) await putMultipart(client, place, chained([first, second], parts), options);
    else await putWhole(client, place, first, options);
  } finally {
    await parts.return(undefined);
  }
}

async function putWhole(client: S3Client, place: S3Place, body: Buffer, options: PutOptions): Promise<void> {
  const { PutObjectCommand } = await import('@aws-sdk/client-s3');
  // Not aborted halfway: nobody could tell whether it is there.
  await client.send(
    new PutObjectCommand({ Bucket: place.bucket, Key: place.key, Body: body, ChecksumSHA256: sha256(body) }),
  );
  options.sent?.(body.length);
}

async function putMultipart(
  client: S3Client,
  { bucket: Bucket, key: Key }: S3Place,
  parts: AsyncGenerator<Buffer, void>,
  options: PutOptions,
): Promise<void> {
  const s3 = await import('@aws-sdk/client-s3');
  const { UploadId, there } = await beginOrResume(client, { bucket: Bucket, key: Key }, options);
  const done: CompletedPart[] = [];
  try {
    await inParallel(numbered(parts), atOnce, async ([PartNumber, Body]) => {
      options.signal.throwIfAborted();
      const ChecksumSHA256 = sha256(Body);
      const known = there.get(PartNumber);
      if (known?.ChecksumSHA256 === ChecksumSHA256 && known.Size === Body.length) {
        done.push({ PartNumber, ETag: known.ETag, ChecksumSHA256 });
        return;
      }
      const place = { Bucket, Key, UploadId, PartNumber };
      const command = new s3.UploadPartCommand({ ...place, Body, ChecksumSHA256 });
      const { ETag } = await client.send(command, { abortSignal: options.signal });
      done.push({ PartNumber, ETag, ChecksumSHA256 });
      options.sent?.(Body.length);
    });
    options.signal.throwIfAborted();
    const Parts = done.sort((a, b) => (a.PartNumber ?? 0) - (b.PartNumber ?? 0));
    await client.send(
      new s3.CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }),
    );
    await options.pending.end(UploadId);
  } catch (error) {
    if (!options.signal.aborted && isInterruption(error)) options.pending.pause(UploadId);
    else await giveUp(client, { bucket: Bucket, key: Key }, UploadId, options.pending);
    throw error;
  }
}

/** A new upload, or one of the same object that was left, with the parts that S3 has. */
async function beginOrResume(client: S3Client, place: S3Place, options: PutOptions) {
  const { bucket, key } = place;
  const { connection, partSize, pending, launch } = options;
  const s3 = await import('@aws-sdk/client-s3');
  const by = { pid: process.pid, begun: Date.now(), ...(launch !== undefined && { launch }) };
  const left = (await pending.left(connection)).find(
    (upload) => upload.bucket === bucket && upload.key === key && upload.partSize === partSize,
  );
  if (left && (await pending.takeOver(left, by))) {
    const there = await partsLeft(client, left, pending);
    if (there) return { UploadId: left.uploadId, there };
    await pending.end(left.uploadId);
  }
  const { UploadId = '' } = await client.send(
    new s3.CreateMultipartUploadCommand({ Bucket: bucket, Key: key, ChecksumAlgorithm: 'SHA256' }),
  );
  await pending.begin({ connection, bucket, key, uploadId: UploadId, partSize, ...by });
  return { UploadId, there: new Map<number, Part>() };
}

/** The parts of an upload that was left, which stays so when they cannot be asked for. */
async function partsLeft(client: S3Client, left: PendingUpload, pending: PendingUploads) {
  try {
    return await partsOf(client, left, left.uploadId);
  } catch (error) {
    pending.pause(left.uploadId);
    throw error;
  }
}

/** Undefined when S3 does not know the upload. */
async function partsOf(client: S3Client, { bucket, key }: S3Place, UploadId: string) {
  const { ListPartsCommand } = await import('@aws-sdk/client-s3');
  const there = new Map<number, Part>();
  try {
    // The SDK's paginator goes by the marker, which the last page has, too.
    for (let PartNumberMarker: string | undefined, more = true; more;) {
      const page = await client.send(
        new ListPartsCommand({
          Bucket: bucket,
          Key: key,
          UploadId,
          ...(PartNumberMarker && { PartNumberMarker }),
        }),
      );
      for (const part of page.Parts ?? []) there.set(part.PartNumber ?? 0, part);
      PartNumberMarker = page.NextPartNumberMarker;
      more = page.IsTruncated === true && PartNumberMarker !== undefined;
    }
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchUpload') return undefined;
    throw error;
  }
  return there;
}

/** Takes an upload back; where S3 does not hear it, it stays to be gone on with. */
export async function giveUp(
  client: S3Client,
  place: S3Place,
  uploadId: string,
  pending: PendingUploads,
): Promise<void> {
  // Whoever gives it up has an error to tell already.
  await abortUpload(client, place, uploadId, pending).catch(() => pending.pause(uploadId));
}

/** Takes an upload back. @throws what keeps S3 from hearing it */
export async function abortUpload(
  client: S3Client,
  { bucket, key }: S3Place,
  uploadId: string,
  pending: PendingUploads,
): Promise<void> {
  const { AbortMultipartUploadCommand } = await import('@aws-sdk/client-s3');
  try {
    await client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key: key, UploadId: uploadId }));
  } catch (error) {
    if (explain(error).reason !== 'not-found') throw error;
  }
  await pending.end(uploadId);
}

async function* chained(
  first: readonly Buffer[],
  rest: AsyncGenerator<Buffer, void>,
): AsyncGenerator<Buffer, void> {
  yield* first;
  yield* rest;
}

async function* numbered(
  parts: AsyncGenerator<Buffer, void>,
): AsyncGenerator<[number: number, part: Buffer], void> {
  let number = 1;
  for await (const part of parts) {
    yield [number, part];
    number += 1;
  }
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('base64');
}
