import type { CompletedPart, S3Client } from '@aws-sdk/client-s3';
import { inParallel } from '../../platform/inParallel.ts';
import { s3Uri, type S3Place } from '../../platform/s3Uri.ts';
import type { ObjectFacts } from './objectFacts.ts';
import type { S3Objects } from './s3Objects.ts';
import { s3Failure } from './s3Failure.ts';
import { UserError } from '../../platform/userError.ts';

/** CopyObject takes no more than 5 GB at once. */
const mostAtOnce = 5 * 2 ** 30;
const smallestPart = 256 * 2 ** 20;
const mostParts = 10_000;

export interface CopyLimits {
  /** Bytes above which an object is copied in parts. */
  readonly atOnce: number;
  /** Bytes of a part, at least 5 MiB. */
  readonly part: number;
}

/** Copies an object inside S3, with its metadata; no byte of it comes here. */
export async function copyObject(
  objects: S3Objects,
  from: S3Place,
  to: S3Place,
  signal?: AbortSignal,
  limits: CopyLimits = { atOnce: mostAtOnce, part: smallestPart },
): Promise<void> {
  const doing = `Cannot copy ${s3Uri(from.bucket, from.key)} to ${s3Uri(to.bucket, to.key)}`;
  const facts = await objects.head(from, signal);
  if (!facts) throw new UserError('not-found', `${doing}: the first is not there.`);
  try {
    await objects.clients.run(to.bucket, (client) =>
      facts.size > limits.atOnce
        ? copyInParts(client, { from, to, facts, part: limits.part, signal })
        : copyAtOnce(client, from, to, facts, signal),
    );
  } catch (error) {
    throw s3Failure(doing, error);
  }
}

async function copyAtOnce(
  client: S3Client,
  from: S3Place,
  to: S3Place,
  facts: ObjectFacts,
  signal?: AbortSignal,
) {
  const { CopyObjectCommand } = await import('@aws-sdk/client-s3');
  // What S3 does not take over from the source by itself.
  const { StorageClass, ServerSideEncryption, SSEKMSKeyId, BucketKeyEnabled } = facts.kept;
  const request = new CopyObjectCommand({
    Bucket: to.bucket,
    Key: to.key,
    CopySource: sourceOf(from),
    CopySourceIfMatch: facts.etag,
    StorageClass,
    ServerSideEncryption,
    SSEKMSKeyId,
    BucketKeyEnabled,
  });
  await client.send(request, { ...(signal && { abortSignal: signal }) });
}

interface PartsCopy {
  readonly from: S3Place;
  readonly to: S3Place;
  readonly facts: ObjectFacts;
  readonly part: number;
  readonly signal: AbortSignal | undefined;
}

async function copyInParts(client: S3Client, { from, to, facts, part, signal }: PartsCopy): Promise<void> {
  const s3 = await import('@aws-sdk/client-s3');
  const target = { Bucket: to.bucket, Key: to.key };
  const { TagSet = [] } = await client.send(
    new s3.GetObjectTaggingCommand({ Bucket: from.bucket, Key: from.key }),
  );
  const Tagging = new URLSearchParams(
    TagSet.map(({ Key = '', Value = '' }): [string, string] => [Key, Value]),
  ).toString();
  const created = await client.send(
    new s3.CreateMultipartUploadCommand({ ...facts.kept, ...target, ...(Tagging !== '' && { Tagging }) }),
  );
  const upload = { ...target, UploadId: created.UploadId };
  try {
    const size = Math.max(part, Math.ceil(facts.size / mostParts));
    const numbers = Array.from({ length: Math.ceil(facts.size / size) }, (_, index) => index + 1);
    const Parts: CompletedPart[] = [];
    await inParallel(numbers, 4, async (PartNumber) => {
      signal?.throwIfAborted();
      const first = (PartNumber - 1) * size;
      const last = Math.min(facts.size, first + size) - 1;
      const answer = await client.send(
        new s3.UploadPartCopyCommand({
          ...upload,
          PartNumber,
          CopySource: sourceOf(from),
          CopySourceIfMatch: facts.etag,
          CopySourceRange: `bytes=${first}-${last}`,
        }),
      );
      Parts[PartNumber - 1] = { PartNumber, ETag: answer.CopyPartResult?.ETag };
    });
    await client.send(new s3.CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
  } catch (error) {
    await client.send(new s3.AbortMultipartUploadCommand(upload));
    throw error;
  }
}

function sourceOf({ bucket, key }: S3Place): string {
  return `${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;
}
