import type { AIWorkloadConfigSummary, DescribeAIWorkloadConfigResponse } from '@aws-sdk/client-sagemaker';
import type { Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { facts, present, s3Child, valueChild } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, fullQuery, listInput } from '../sdk.ts';
import { moment, oneLine } from '../text.ts';

export const aiWorkloadConfig: ResourceKind = {
  id: 'aiWorkloadConfig',
  singular: 'AI workload configuration',
  plural: 'AI workload configurations',
  icon: 'list-flat',
  group: 'Inference',
  query: fullQuery([]),
  async list(from, query) {
    const input = listInput<'CreationTime' | 'Name'>(query);
    const answer = await call(from, 'ListAIWorkloadConfigs', input, query.signal);
    return { items: (answer.AIWorkloadConfigs ?? []).map(workloadResource), nextToken: answer.NextToken };
  },
  async describe(from, { name }, signal) {
    return aiWorkloadConfigDetails(
      await call(from, 'DescribeAIWorkloadConfig', { AIWorkloadConfigName: name }, signal),
    );
  },
  status: () => undefined,
  actions: () => ['describe', 'tag', 'delete'],
  async delete(from, { name }) {
    await call(from, 'DeleteAIWorkloadConfig', { AIWorkloadConfigName: name });
  },
  deleteNote: 'Jobs that ran with it keep their results; its data in S3 stays.',
};

function workloadResource(config: AIWorkloadConfigSummary | DescribeAIWorkloadConfigResponse): Resource {
  return {
    kind: 'aiWorkloadConfig',
    name: config.AIWorkloadConfigName ?? '',
    arn: config.AIWorkloadConfigArn ?? '',
    createdAt: config.CreationTime,
  };
}

function aiWorkloadConfigDetails(config: DescribeAIWorkloadConfigResponse): Details {
  const channels = config.DatasetConfig?.InputDataConfig ?? [];
  const workload = config.AIWorkloadConfigs?.WorkloadSpec?.Inline;
  return {
    document: config,
    resource: workloadResource(config),
    facts: facts(
      ['Channels', channels.map(({ ChannelName: name }) => name).join(', ')],
      ['Workload', workload === undefined ? undefined : oneLine(workload)],
      ['Created', moment(config.CreationTime)],
    ),
    children: present(
      ...channels.map(({ ChannelName: name = '', DataSource: source }) =>
        s3Child(`channel/${name}`, name, source?.S3DataSource?.S3Uri),
      ),
      valueChild('Workload', 'list-flat', workload),
    ),
  };
}
