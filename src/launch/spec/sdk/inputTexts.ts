import type { Channel } from '@aws-sdk/client-sagemaker';
import type { CopiedLaunch } from '../copiedLaunch.ts';
import { pythonLiteral } from '../pythonLiteral.ts';
import { pythonCall } from './pythonCall.ts';

/** Channels by name; those from disk are uploaded to where the launch would. */
export function inputTexts({ spec, request, places }: CopiedLaunch): string[] {
  return spec.channels.map((channel, index) => {
    const sent = request.InputDataConfig?.[index];
    const name = pythonLiteral(channel.name);
    if (!('path' in channel.source)) return `${name}: ${input(sent, undefined)}`;
    const match = /^s3:\/\/([^/]+)\/(.*?)\/?$/.exec(places.channelUri(channel.name));
    const upload = `session.upload_data(${pythonLiteral(channel.source.path)}, bucket=${pythonLiteral(match?.[1] ?? '')}, key_prefix=${pythonLiteral(match?.[2] ?? '')})`;
    return `${name}: ${input(sent, upload)}`;
  });
}

function input(channel: Channel | undefined, upload: string | undefined): string {
  const source = channel?.DataSource;
  const files = source?.FileSystemDataSource;
  if (files)
    return pythonCall('FileSystemInput', [
      ['file_system_id', files.FileSystemId],
      ['file_system_type', files.FileSystemType],
      ['directory_path', files.DirectoryPath],
      ['file_system_access_mode', files.FileSystemAccessMode],
      ['content_type', channel?.ContentType],
    ]);
  const s3 = source?.S3DataSource;
  const shuffle = channel?.ShuffleConfig;
  return pythonCall(
    'TrainingInput',
    [
      ['distribution', s3?.S3DataDistributionType],
      ['compression', channel?.CompressionType],
      ['content_type', channel?.ContentType],
      ['record_wrapping', channel?.RecordWrapperType],
      ['s3_data_type', s3?.S3DataType],
      ['instance_groups', s3?.InstanceGroupNames],
      ['input_mode', channel?.InputMode],
      ['attribute_names', s3?.AttributeNames],
    ],
    shuffle ? [`shuffle_config=sagemaker.inputs.ShuffleConfig(${pythonLiteral(shuffle.Seed)})`] : [],
    [upload ?? pythonLiteral(s3?.S3Uri)],
  );
}
