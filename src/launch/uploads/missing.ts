import type { S3Client } from '@aws-sdk/client-s3';
import { formatBytes } from '../../analysis/text/bytes.ts';
import type { SourceFile } from '../bundle/sourceEntry.ts';
import type { PlannedChannel, UploadPlan } from './planUploads.ts';

/** The parts of a plan that are sent. */
type UploadedParts = Pick<UploadPlan, 'bucket' | 'source' | 'channels'>;

/** What of a plan is not in S3 yet. */
export interface Missing {
  readonly source: boolean;
  /** Files by channel; a channel that is all there is an empty list. */
  readonly channels: ReadonlyMap<string, readonly SourceFile[]>;
}

/**
 * Asks S3 what of a plan is there. Objects are there whole or not at all and their keys say their content, so that a key
 * and its size are enough. One request for the source, one for 1,000 files of data.
 */
export async function missing(client: S3Client, plan: UploadedParts, signal: AbortSignal): Promise<Missing> {
  const { bucket, source, channels } = plan;
  const lacking = new Map<string, readonly SourceFile[]>();
  for (const channel of channels) {
    const there = await sizesBelow(client, bucket, channel, signal);
    lacking.set(
      channel.name,
      channel.files.filter(({ name, size }) => there.get(channel.prefix + name) !== size),
    );
  }
  return {
    source: source !== undefined && !(await isThere(client, bucket, source.key, signal)),
    channels: lacking,
  };
}

/** All of a plan, for a bucket that is not there yet. */
export function allOf({ source, channels }: UploadedParts): Missing {
  return {
    source: source !== undefined,
    channels: new Map(channels.map(({ name, files }) => [name, files])),
  };
}

/** For the channel's row: `12 files, 3.4 MB`, and what of it will be sent. */
export function channelNote({ name, files, bytes }: PlannedChannel, lacking: Missing | undefined): string {
  const all = `${counted(files.length)}, ${formatBytes(bytes)}`;
  const left = lacking?.channels.get(name);
  if (!left || left.length === files.length) return all;
  if (left.length === 0) return `${all}, unchanged since the last launch`;
  return `${all}, of which ${counted(left.length)}, ${formatBytes(left.reduce((sum, { size }) => sum + size, 0))}, to send`;
}

function counted(files: number): string {
  return files === 1 ? '1 file' : `${files.toLocaleString('en-US')} files`;
}

async function isThere(client: S3Client, Bucket: string, Key: string, signal: AbortSignal): Promise<boolean> {
  const { HeadObjectCommand } = await import('@aws-sdk/client-s3');
  try {
    await client.send(new HeadObjectCommand({ Bucket, Key }), { abortSignal: signal });
    return true;
  } catch (error) {
    if (error instanceof Error && ['NotFound', 'NoSuchKey', 'NoSuchBucket'].includes(error.name))
      return false;
    throw error;
  }
}

async function sizesBelow(
  client: S3Client,
  Bucket: string,
  { prefix }: PlannedChannel,
  signal: AbortSignal,
): Promise<Map<string, number>> {
  const { ListObjectsV2Command } = await import('@aws-sdk/client-s3');
  const sizes = new Map<string, number>();
  let ContinuationToken: string | undefined;
  do {
    const page = await client.send(
      new ListObjectsV2Command({ Bucket, Prefix: prefix, ...(ContinuationToken && { ContinuationToken }) }),
      { abortSignal: signal },
    );
    for (const { Key, Size } of page.Contents ?? []) sizes.set(Key ?? '', Size ?? -1);
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined);
  return sizes;
}
