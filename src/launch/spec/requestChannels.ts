import type { Channel, DataSource, S3DataSource } from '@aws-sdk/client-sagemaker';
import type { FieldPath } from '../../messages/launchProblem.ts';
import { toChannel } from './createTrainingJobRequest.ts';
import { fieldsOf, isFields, textOf } from './json.ts';
import type { ChannelSpec } from './launchSpec.ts';
import { withValueAt } from './paths.ts';

/** Stands for where a channel from disk will be, while its members are changed. */
const unplaced = { channelUri: (name: string) => `s3://${encodeURIComponent(name)}/` };

/** Channels after a change of a member of AWS's `InputDataConfig`; those from disk stay so unless their URI is changed. */
export function withChannelMember(
  channels: readonly ChannelSpec[],
  path: FieldPath,
  value: unknown,
): readonly ChannelSpec[] {
  const given = channels.map((channel) => toChannel(channel, unplaced));
  const changed = withValueAt(given, path, value);
  if (!Array.isArray(changed)) return changed === undefined ? [] : channels;
  // Removing one moves those after it; all others stay where they are.
  const removed = path.length === 1 && value === undefined ? Number(path[0]) : Infinity;
  return changed.map((channel: unknown, index) =>
    readChannel(channel, channels[index < removed ? index : index + 1]),
  );
}

/** A channel of AWS's form as a launch keeps it. @param before what it was; knows whether its data is on disk. */
export function readChannel(given: unknown, before?: ChannelSpec): ChannelSpec {
  const { ChannelName, DataSource: dataSource, ...options } = fieldsOf(given) as Partial<Channel>;
  const name = textOf(ChannelName) ?? '';
  const rest = Object.keys(options).length > 0 ? { options } : {};
  const source = isFields(dataSource) ? (dataSource as DataSource) : {};
  const s3 = source.S3DataSource;
  if (!before || !('path' in before.source) || s3?.S3Uri !== unplaced.channelUri(before.name))
    return { name, source: { dataSource: source }, ...rest };
  const { S3Uri: _uri, S3DataDistributionType: distribution, ...others } = s3;
  const s3Options = withoutDefault(others);
  return {
    name,
    source: before.source,
    ...(distribution && { distribution }),
    ...(s3Options && { s3Options }),
    ...rest,
  };
}

function withoutDefault(options: Partial<S3DataSource>): ChannelSpec['s3Options'] {
  const { S3DataType, ...others } = options;
  const kept = { ...others, ...(S3DataType !== undefined && S3DataType !== 'S3Prefix' && { S3DataType }) };
  return Object.keys(kept).length > 0 ? kept : undefined;
}
