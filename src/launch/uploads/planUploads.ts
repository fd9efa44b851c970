import type { Connection } from '../../connection/connection.ts';
import type { Problem } from '../../messages/launchProblem.ts';
import { formatBytes } from '../../analysis/text/bytes.ts';
import { explain } from '../../platform/explain.ts';
import { s3Uri } from '../../platform/s3Uri.ts';
import { contentHashes, dataHash, sourceHash, type ContentHashes } from '../bundle/contentHash.ts';
import { listSource } from '../bundle/countSource.ts';
import { listDataFiles } from '../bundle/dataFiles.ts';
import type { SourceFile } from '../bundle/sourceEntry.ts';
import type { SourceListing } from '../bundle/sourceListing.ts';
import type { LaunchPlaces } from '../spec/launchPlaces.ts';
import type { LaunchSpec } from '../spec/launchSpec.ts';
import { noLocation } from '../spec/noLocation.ts';
import { requirementsProblems } from './requirementsProblems.ts';
import { channelPath, walkOptions } from './walkOptions.ts';
import type { LaunchStore } from './launchStore.ts';

export interface PlannedSource {
  readonly listing: SourceListing;
  readonly hashes: ContentHashes;
  /** Of the archive. */
  readonly key: string;
}

/** A channel from disk. */
export interface PlannedChannel {
  readonly name: string;
  readonly files: readonly SourceFile[];
  readonly hashes: ContentHashes;
  readonly bytes: number;
  /** Ends in `/`; a file's key is this and its name. */
  readonly prefix: string;
  /** What the channel's URI names: the prefix, or the one object of a file. */
  readonly key: string;
}

/** What a launch will have in S3, known before anything is sent: keys are made of the content. */
export interface UploadPlan {
  readonly bucket: string;
  /** It is SageMaker's own for account and region, so that it must belong to this account. */
  readonly defaultBucket: boolean;
  readonly places: LaunchPlaces;
  readonly source: PlannedSource | undefined;
  readonly channels: readonly PlannedChannel[];
  /** What of the disk bars the launch, at its field. */
  readonly problems: readonly Problem[];
}

export interface PlanOptions {
  readonly store: LaunchStore;
  readonly signal: AbortSignal;
  /** From config.yaml; undefined members are SageMaker's own. */
  readonly defaults?: { readonly bucket: string | undefined; readonly bucketPrefix: string | undefined };
  readonly report?: (step: string) => void;
}

/** Keys of this product stand together, so that a lifecycle rule of the bucket can be about them. */
const root = 'sagemaker-workbench';

/**
 * Reads source and data as they are now, and says where in S3 they go. The same content goes to the same place whatever
 * job it is for, so that it is sent once. Files are read again only when they may have changed.
 * @throws the signal's reason; UserError when not even the account is known. What is wrong with a folder is in `problems`.
 */
export async function planUploads(
  connection: Pick<Connection, 'region' | 'accountId'>,
  spec: LaunchSpec,
  options: PlanOptions,
): Promise<UploadPlan> {
  const { region } = connection;
  const { bucket, prefix, outputUri } = await uploadBucket(connection, options.defaults);
  const problems: Problem[] = [];
  const attempt = async <T>(field: Problem['field'], path: Problem['path'], act: () => Promise<T>) => {
    try {
      return await act();
    } catch (error) {
      options.signal.throwIfAborted();
      const { message, advice } = explain(error);
      const text = advice === undefined ? message : `${message} ${advice}`;
      problems.push({ field, path, message: text, severity: 'error' });
      return undefined;
    }
  };
  const source =
    spec.sourceFolder === ''
      ? undefined
      : await attempt('bundle', [], () => againIfChanged(() => planSource(spec, prefix, options)));
  if (source) {
    problems.push(...sourceProblems(source.listing));
    await attempt('bundle', [], async () => {
      problems.push(...(await requirementsProblems(spec.sourceFolder, source.listing)));
    });
  }
  const channels: PlannedChannel[] = [];
  for (const channel of spec.channels) {
    const path = channelPath(spec, channel);
    const { name } = channel;
    if (path === undefined) {
      if ('path' in channel.source) problems.push(noLocation(name));
      continue;
    }
    const planned = await attempt('channel', [name], () =>
      againIfChanged(() => planChannel(name, path, prefix, options)),
    );
    if (planned) channels.push(planned);
  }
  const places: LaunchPlaces = {
    region,
    sourceUri: s3Uri(bucket, source?.key ?? prefix),
    channelUri: (name) => s3Uri(bucket, channels.find((channel) => channel.name === name)?.key ?? prefix),
    outputUri,
  };
  const defaultBucket = options.defaults?.bucket === undefined;
  return { bucket, defaultBucket, places, source, channels, problems };
}

/** Reads once more what has changed while it was read: who saves a file, or clears a folder, is mostly done by then. */
async function againIfChanged<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (explain(error).reason !== 'changed-meanwhile') throw error;
    return read();
  }
}

/**
 * Where source, data and models go.
 * @returns `prefix` of keys of this product, ending in `/`
 */
export async function uploadBucket(
  connection: Pick<Connection, 'region' | 'accountId'>,
  defaults: PlanOptions['defaults'],
): Promise<{ bucket: string; prefix: string; outputUri: string }> {
  const bucket = defaults?.bucket ?? `sagemaker-${connection.region}-${await connection.accountId()}`;
  const before = defaults?.bucketPrefix ?? '';
  return before === ''
    ? { bucket, prefix: `${root}/`, outputUri: `s3://${bucket}` }
    : { bucket, prefix: `${before}/${root}/`, outputUri: s3Uri(bucket, before) };
}

async function planSource(spec: LaunchSpec, prefix: string, options: PlanOptions): Promise<PlannedSource> {
  const { signal, store, report } = options;
  report?.('reading the source folder');
  const listing = await listSource(spec.sourceFolder, { ...(await walkOptions(spec)), signal });
  const { entries } = listing;
  // What is not sent anyway need not be read.
  if (listing.more) return { listing, hashes: new Map(), key: prefix };
  const hashes = await store.withHashes(spec.sourceFolder, (memory) =>
    contentHashes(entries, { signal, ...(memory && { memory }) }),
  );
  return { listing, hashes, key: `${prefix}source/${sourceHash(entries, hashes)}/sourcedir.tar.gz` };
}

/** Reads a channel's file or folder. @throws UserError saying what of it cannot be sent. */
export async function planChannel(
  name: string,
  path: string,
  prefix: string,
  { signal, store, report }: Pick<PlanOptions, 'signal' | 'store' | 'report'>,
): Promise<PlannedChannel> {
  report?.(`reading data for "${name}"`);
  const files = await listDataFiles(path, { signal });
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  const read = (more: number): void => {
    done += more;
    report?.(`reading data for "${name}": ${formatBytes(done)} of ${formatBytes(bytes)}`);
  };
  const hashes = await store.withHashes(path, (memory) =>
    contentHashes(files, { signal, read, ...(memory && { memory }) }),
  );
  const below = `${prefix}data/${dataHash(files, hashes)}/`;
  const [only] = files;
  return { name, files, hashes, bytes, prefix: below, key: only?.path === path ? below + only.name : below };
}

function sourceProblems({ more, leftOut, files }: SourceListing): Problem[] {
  const problem = (severity: Problem['severity'], message: string): Problem => ({
    field: 'bundle',
    path: [],
    message,
    severity,
  });
  if (more)
    return [
      problem(
        'error',
        `The folder has more than ${files.toLocaleString('en-US')} files. Choose a smaller one, or leave some out in a .sagemakerignore file.`,
      ),
    ];
  const unreadable = leftOut
    .filter(({ reason: { why } }) => why === 'unreadable' || why === 'badName')
    .map(({ name }) => name);
  if (unreadable.length === 0) return [];
  const named = unreadable.slice(0, 5).join(', ') + (unreadable.length > 5 ? ', …' : '');
  return [problem('warning', `Cannot be read, and is not sent: ${named}`)];
}
