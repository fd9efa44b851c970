import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { text as readText } from 'node:stream/consumers';
import { type Cluster } from '../../analysis/training/cluster.ts';
import { isJsonObject, object, objects as listOf, text, type JsonObject } from '../json.ts';
import { parseS3Uri, type ObjectStore } from '../store/objectStore.ts';
import { pathBelow, type HostFolder } from './folders.ts';
import { asJobFailure, JobFailure } from './jobFailure.ts';
import { copyToFile, nameBelowPrefix, objectsBelow } from './objectCopy.ts';

interface ChannelFile {
  readonly bucket: string;
  readonly key: string;
  /** Relative to the channel's folder, `/` between its parts. */
  readonly name: string;
}

function s3Location(uri: string, what: string): { bucket: string; key: string } {
  const location = parseS3Uri(uri);
  if (!location) throw new JobFailure('ClientError', `${what} "${uri}" is no S3 URI.`);
  return location;
}

function prefixFiles(store: ObjectStore, uri: string, channel: string): ChannelFile[] {
  const { bucket, key: prefix } = s3Location(uri, `The S3 data source of channel "${channel}"`);
  const found = [...objectsBelow(store, bucket, prefix)]
    .filter(({ key }) => !key.endsWith('/'))
    .map(({ key }) => ({
      bucket,
      key,
      name: nameBelowPrefix(key, prefix) || (key.split('/').at(-1) ?? key),
    }));
  if (found.length > 0) return found;
  throw new JobFailure(
    'ClientError',
    `Data download failed: NoSuchKey: No S3 objects found under S3 URL "${uri}" given in input data source of ` +
      `channel "${channel}".`,
  );
}

/** A manifest is `[{"prefix": "s3://bucket/folder/"}, "relative/path", …]`. */
async function manifestFiles(store: ObjectStore, uri: string, channel: string): Promise<ChannelFile[]> {
  const { bucket, key } = s3Location(uri, `The manifest of channel "${channel}"`);
  const [head, ...names] = parseManifest(await readText(store.read(bucket, key)), uri);
  const prefix = isJsonObject(head) ? text(head, 'prefix') : undefined;
  if (prefix === undefined) throw badManifest(uri);
  const folder = s3Location(prefix, `The prefix in the manifest of channel "${channel}"`);
  return names.map((name) => {
    if (typeof name !== 'string') throw badManifest(uri);
    return { bucket: folder.bucket, key: folder.key + name, name };
  });
}

function parseManifest(content: string, uri: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(content);
    if (Array.isArray(parsed)) return parsed;
  } catch {
    // Said below.
  }
  throw badManifest(uri);
}

function badManifest(uri: string): JobFailure {
  const form = '[{"prefix": "s3://bucket/folder/"}, "relative/path", …]';
  return new JobFailure('ClientError', `The manifest "${uri}" has not the form ${form}.`);
}

function refuseWhatIsNotRun(channel: string, source: JsonObject | undefined, mode: string): JsonObject {
  const refuse = (what: string) =>
    new JobFailure('ClientError', `Channel "${channel}": ${what} cannot be used on this machine yet.`);
  const s3 = object(source, 'S3DataSource');
  if (!s3) throw refuse('a data source other than S3DataSource');
  if (mode === 'Pipe') throw refuse('the input mode Pipe (File and FastFile can)');
  if (!['S3Prefix', 'ManifestFile'].includes(text(s3, 'S3DataType') ?? 'S3Prefix')) {
    throw refuse(`S3DataType ${text(s3, 'S3DataType') ?? ''}`);
  }
  return s3;
}

/** Copies one channel of `InputDataConfig` into a host's folder: all of it, or the host's share when sharded by key. */
async function copyChannel(
  store: ObjectStore,
  channel: JsonObject,
  host: { name: string; folder: HostFolder; cluster: Cluster; inputMode: string },
  signal: AbortSignal,
): Promise<void> {
  const name = text(channel, 'ChannelName') ?? '';
  const mode = text(channel, 'InputMode') ?? host.inputMode;
  const s3 = refuseWhatIsNotRun(name, object(channel, 'DataSource'), mode);
  const uri = text(s3, 'S3Uri') ?? '';
  const manifest = text(s3, 'S3DataType') === 'ManifestFile';
  const files = manifest ? await manifestFiles(store, uri, name) : prefixFiles(store, uri, name);
  const sharded = text(s3, 'S3DataDistributionType') === 'ShardedByS3Key';
  const shard = host.cluster.hosts.indexOf(host.name);
  const folder = join(host.folder.data, name);
  await mkdir(folder, { recursive: true });
  const gunzip = text(channel, 'CompressionType') === 'Gzip';
  for (const [index, file] of files.entries()) {
    if (sharded && index % host.cluster.hosts.length !== shard) continue;
    const path = pathBelow(folder, gunzip ? file.name.replace(/\.gz$/, '') : file.name);
    if (path === undefined) {
      throw new JobFailure(
        'ClientError',
        `The key "${file.key}" of channel "${name}" cannot be a file name here.`,
      );
    }
    await copyToFile(store, file, path, { signal, gunzip });
  }
}

/** Copies all channels of a request into a host's folder. @throws JobFailure saying which channel and why. */
export async function copyChannels(
  store: ObjectStore,
  request: JsonObject,
  host: { name: string; folder: HostFolder; cluster: Cluster },
  signal: AbortSignal,
): Promise<void> {
  const inputMode = text(object(request, 'AlgorithmSpecification'), 'TrainingInputMode') ?? 'File';
  for (const channel of listOf(request, 'InputDataConfig')) {
    try {
      await copyChannel(store, channel, { ...host, inputMode }, signal);
    } catch (error) {
      signal.throwIfAborted();
      throw asJobFailure(error, `Data download failed for channel "${text(channel, 'ChannelName') ?? ''}"`);
    }
  }
}
