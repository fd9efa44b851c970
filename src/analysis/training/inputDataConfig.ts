import { listMember, member, textMember } from './json.ts';

/** `inputdataconfig.json` of a request: channel → what the request says about it. */
export function inputDataConfigFile(request: unknown): Record<string, Record<string, string>> {
  const inputMode = textMember(member(request, 'AlgorithmSpecification'), 'TrainingInputMode') ?? 'File';
  return Object.fromEntries(
    listMember(request, 'InputDataConfig').map((channel) => {
      const contentType = textMember(channel, 'ContentType');
      const s3 = member(member(channel, 'DataSource'), 'S3DataSource');
      return [
        textMember(channel, 'ChannelName') ?? '',
        {
          ...(contentType !== undefined && { ContentType: contentType }),
          TrainingInputMode: textMember(channel, 'InputMode') ?? inputMode,
          S3DistributionType: textMember(s3, 'S3DataDistributionType') ?? 'FullyReplicated',
          RecordWrapperType: textMember(channel, 'RecordWrapperType') ?? 'None',
        },
      ];
    }),
  );
}
