import type { S3Client } from '@aws-sdk/client-s3';
import { formatBytes } from '../../analysis/text/bytes.ts';
import { inParallel } from '../../platform/inParallel.ts';
import { archiveStream } from '../bundle/archive.ts';
import type { Claim } from './claims.ts';
import type { LaunchStore } from './launchStore.ts';
import type { Missing } from './missing.ts';
import { fileParts, partSizeFor, streamParts } from './parts.ts';
import type { PlannedChannel, PlannedSource, UploadPlan } from './planUploads.ts';
import { putParts } from './putParts.ts';

/** Where an upload goes, and who hears of it. */
export interface Sending {
  readonly client: S3Client;
  /** `Connection.key`. */
  readonly connection: string;
  readonly store: LaunchStore;
  readonly claim: Claim;
  readonly signal: AbortSignal;
  readonly report: (step: string) => void;
  /** As `PendingUpload` has it. */
  readonly id?: string;
}

/** Files at once; each has up to four parts in memory. */
const filesAtOnce = 4;

/** The places of a plan, as claims name them. */
export function placesOf({ bucket, source, channels }: UploadPlan): string[] {
  return [...(source ? [source.key] : []), ...channels.map(({ prefix }) => prefix)].map(
    (key) => `${bucket}/${key}`,
  );
}

/** Sends what of a plan is missing in S3. @returns bytes that were sent. */
export async function sendMissing(plan: UploadPlan, lacking: Missing, to: Sending): Promise<number> {
  let total = 0;
  const count = (bytes: number): void => void (total += bytes);
  if (plan.source && lacking.source) await sendSource(plan.bucket, plan.source, to, count);
  for (const channel of plan.channels) await sendChannel(plan.bucket, channel, lacking, to, count);
  return total;
}

async function sendSource(
  bucket: string,
  { listing, hashes, key }: PlannedSource,
  to: Sending,
  count: (bytes: number) => void,
): Promise<void> {
  const what = `${listing.files.toLocaleString('en-US')} source ${listing.files === 1 ? 'file' : 'files'}`;
  let sent = 0;
  const say = (): void => {
    const so = sent === 0 ? '' : `: ${formatBytes(sent)} sent`;
    to.report(`sending ${what}, ${formatBytes(listing.bytes)} before compression${so}`);
  };
  say();
  to.claim.made(`${bucket}/${key}`, key);
  const partSize = partSizeFor(listing.bytes);
  const archive = await archiveStream(listing.entries, hashes, to.signal);
  await putParts(to.client, { bucket, key }, streamParts(archive, partSize), {
    ...putOptions(to, partSize),
    sent: (bytes) => {
      sent += bytes;
      count(bytes);
      say();
    },
  });
}

async function sendChannel(
  bucket: string,
  { name, hashes, prefix }: PlannedChannel,
  lacking: Missing,
  to: Sending,
  count: (bytes: number) => void,
): Promise<void> {
  const files = lacking.channels.get(name) ?? [];
  if (files.length === 0) return;
  const total = formatBytes(files.reduce((sum, { size }) => sum + size, 0));
  let sent = 0;
  const say = (): void => to.report(`sending data for "${name}": ${formatBytes(sent)} of ${total}`);
  say();
  await inParallel(files, filesAtOnce, async (file) => {
    const key = prefix + file.name;
    to.claim.made(`${bucket}/${prefix}`, key);
    const partSize = partSizeFor(file.size);
    await putParts(to.client, { bucket, key }, fileParts(file, hashes.get(file.name) ?? '', partSize), {
      ...putOptions(to, partSize),
      sent: (bytes) => {
        sent += bytes;
        count(bytes);
        say();
      },
    });
  });
}

function putOptions({ connection, store, signal, id }: Sending, partSize: number) {
  return { connection, pending: store.pending, signal, partSize, ...(id !== undefined && { launch: id }) };
}
