import { isAbsolute, resolve } from 'node:path';
import type { DataSource, FileSystemDataSource, S3DataSource } from '@aws-sdk/client-sagemaker';
import type { ChannelRow } from '../../messages/launchInputs.ts';
import { fieldsOf, textOf } from './json.ts';
import type { ChannelSpec, LaunchSpec } from './launchSpec.ts';

/** A channel as the page's row shows it. @param inputMode the job's, which a channel may say otherwise. */
export function toChannelRow(channel: ChannelSpec, note: string, inputMode: string | undefined): ChannelRow {
  const s3 = fieldsOf('dataSource' in channel.source ? channel.source.dataSource.S3DataSource : undefined);
  const distribution = channel.distribution ?? textOf(s3['S3DataDistributionType']);
  const mode = textOf(channel.options?.InputMode) ?? inputMode;
  return {
    name: channel.name,
    ...locationOf(channel),
    note,
    inputMode: mode === 'Pipe' || mode === 'FastFile' ? mode : 'File',
    distribution: distribution === 'ShardedByS3Key' ? distribution : 'FullyReplicated',
  };
}

function locationOf({ source }: ChannelSpec): Pick<ChannelRow, 'kind' | 'location'> {
  if ('path' in source) return { kind: 'disk', location: source.path };
  const { S3DataSource: s3, FileSystemDataSource: files, DatasetSource: dataset } = source.dataSource;
  if (files) return { kind: 'fileSystem', location: fileSystemText(files) };
  return {
    kind: 's3',
    location: textOf(fieldsOf(s3)['S3Uri']) ?? textOf(fieldsOf(dataset)['DatasetArn']) ?? '',
  };
}

/** `EFS fs-0123:/data`. */
function fileSystemText(files: FileSystemDataSource): string {
  const { FileSystemType: type, FileSystemId: id, DirectoryPath: path } = files;
  return `${type ?? 'EFS'} ${id ?? ''}:${path ?? '/'}`;
}

function fileSystemOf(text: string, before: FileSystemDataSource | undefined): FileSystemDataSource {
  const match = /^\s*(?:(EFS|FSxLustre)\s+)?([^\s:/]*):?(\/.*)?$/.exec(text);
  return {
    FileSystemAccessMode: 'ro',
    ...before,
    FileSystemId: match?.[2] ?? text,
    FileSystemType: (match?.[1] as FileSystemDataSource['FileSystemType']) ?? before?.FileSystemType ?? 'EFS',
    DirectoryPath: match?.[3] ?? before?.DirectoryPath ?? '/',
  };
}

/**
 * The spec with one channel changed as its row was; one index past the last adds a channel, undefined removes one. A
 * location's own form decides its kind: `s3://…` is in S3, `EFS fs-…:/…` and `FSxLustre fs-…:/…` are file systems.
 */
export function withChannelRow(
  spec: LaunchSpec,
  index: number,
  row: Partial<ChannelRow> | undefined,
): LaunchSpec {
  const { channels } = spec;
  if (!Number.isInteger(index) || index < 0 || index > channels.length) return spec;
  if (row === undefined) return { ...spec, channels: channels.filter((_, at) => at !== index) };
  const before = channels[index] ?? { name: freeName(channels), source: { path: '' } };
  const changed = changedChannel(before, row, spec.sourceFolder);
  return { ...spec, channels: [...channels.slice(0, index), changed, ...channels.slice(index + 1)] };
}

function changedChannel(before: ChannelSpec, row: Partial<ChannelRow>, folder: string): ChannelSpec {
  let channel: ChannelSpec = { ...before, ...(row.name !== undefined && { name: row.name }) };
  if (row.location !== undefined || row.kind !== undefined) channel = relocated(channel, row, folder);
  if (row.inputMode !== undefined)
    channel = { ...channel, options: { ...channel.options, InputMode: row.inputMode } };
  return row.distribution === undefined ? channel : distributed(channel, row.distribution);
}

function relocated(channel: ChannelSpec, row: Partial<ChannelRow>, folder: string): ChannelSpec {
  const old = locationOf(channel);
  const location = row.location ?? (row.kind === undefined || row.kind === old.kind ? old.location : '');
  const isS3 = /^s3:\/\//i.test(location);
  const isFileSystem = /^\s*(?:EFS|FSxLustre)\s+fs-/.test(location);
  const told = isS3 ? 's3' : isFileSystem ? 'fileSystem' : undefined;
  const kind = told ?? row.kind ?? (old.kind === 's3' && location !== '' ? 'disk' : old.kind);
  const { distribution, s3Options, ...others } = channel;
  const given = 'dataSource' in channel.source ? channel.source.dataSource : undefined;
  if (kind === 'disk') {
    const path = location === '' || isAbsolute(location) ? location : resolve(folder, location);
    const shared = distribution ?? given?.S3DataSource?.S3DataDistributionType;
    return {
      ...others,
      ...(s3Options && { s3Options }),
      ...(shared && { distribution: shared }),
      source: { path },
    };
  }
  if (kind === 'fileSystem')
    return {
      ...others,
      source: { dataSource: { FileSystemDataSource: fileSystemOf(location, given?.FileSystemDataSource) } },
    };
  const S3DataSource: S3DataSource = {
    S3DataType: 'S3Prefix',
    ...s3Options,
    ...(distribution && { S3DataDistributionType: distribution }),
    ...given?.S3DataSource,
    S3Uri: location,
  };
  return { ...others, source: { dataSource: { S3DataSource } } };
}

function distributed(channel: ChannelSpec, distribution: ChannelRow['distribution']): ChannelSpec {
  const { source } = channel;
  if ('path' in source) return { ...channel, distribution };
  const { S3DataSource: s3 } = source.dataSource;
  // A file system is one for all hosts.
  if (!s3) return channel;
  const dataSource: DataSource = {
    ...source.dataSource,
    S3DataSource: { ...s3, S3DataDistributionType: distribution },
  };
  return { ...channel, source: { dataSource } };
}

/** SageMaker's own names first. */
function freeName(channels: readonly ChannelSpec[]): string {
  const taken = new Set(channels.map(({ name }) => name));
  const names = ['train', 'validation', 'test'];
  return names.find((name) => !taken.has(name)) ?? `channel-${channels.length + 1}`;
}
