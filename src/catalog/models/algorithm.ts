import type { AlgorithmSummary, DescribeAlgorithmOutput } from '@aws-sdk/client-sagemaker';
import type { Child, Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { failureChild, facts, present, statusText, valueChild } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, fullQuery, listInput } from '../sdk.ts';
import { statusOf } from '../status.ts';
import { moment } from '../text.ts';

export const algorithm: ResourceKind = {
  id: 'algorithm',
  singular: 'algorithm',
  plural: 'Algorithms',
  icon: 'circuit-board',
  group: 'Models',
  query: fullQuery([]),
  async list(from, query) {
    const input = listInput<'CreationTime' | 'Name'>(query);
    const answer = await call(from, 'ListAlgorithms', input, query.signal);
    return { items: (answer.AlgorithmSummaryList ?? []).map(algorithmResource), nextToken: answer.NextToken };
  },
  // By its ARN, so that one that was subscribed to in the AWS Marketplace is found too.
  async describe(from, { name, arn }, signal) {
    return algorithmDetails(await call(from, 'DescribeAlgorithm', { AlgorithmName: arn || name }, signal));
  },
  status: statusOf,
  actions: ({ status }) => (status === 'Deleting' ? ['describe'] : ['describe', 'tag', 'delete']),
  async delete(from, { name }) {
    await call(from, 'DeleteAlgorithm', { AlgorithmName: name });
  },
  deleteNote: 'Its image stays, and so do the jobs that used it.',
};

function algorithmResource(found: AlgorithmSummary | DescribeAlgorithmOutput): Resource {
  return {
    kind: 'algorithm',
    name: found.AlgorithmName ?? '',
    arn: found.AlgorithmArn ?? '',
    status: found.AlgorithmStatus,
    createdAt: found.CreationTime,
  };
}

/** @param found as DescribeAlgorithm answers */
function algorithmDetails(found: DescribeAlgorithmOutput): Details {
  const training = found.TrainingSpecification;
  const { ValidationStatuses: checks = [], ImageScanStatuses: scans = [] } =
    found.AlgorithmStatusDetails ?? {};
  const failure =
    found.AlgorithmStatus === 'Failed'
      ? [...checks, ...scans].find((check) => check.FailureReason)?.FailureReason
      : undefined;
  return {
    document: found,
    resource: algorithmResource(found),
    facts: facts(
      ['Status', statusText(found.AlgorithmStatus, failure)],
      ['Description', found.AlgorithmDescription],
      ['Channels', (training?.TrainingChannels ?? []).map(({ Name: name }) => name).join(', ')],
      ['Instances', training?.SupportedTrainingInstanceTypes?.join(', ')],
      ['Created', moment(found.CreationTime)],
    ),
    children: present(
      failureChild(failure),
      valueChild('Training image', 'layers', training?.TrainingImage),
      ...(found.InferenceSpecification?.Containers ?? []).map((container, index, all) =>
        valueChild(`Inference image${all.length > 1 ? ` ${index + 1}` : ''}`, 'layers', container.Image),
      ),
      ...(training?.TrainingChannels ?? []).map(
        ({ Name: name = '', IsRequired: required, SupportedContentTypes: types = [] }): Child => ({
          id: `channel/${name}`,
          label: `Channel ${name}`,
          description: [required ? 'required' : undefined, ...types]
            .filter((part) => part !== undefined)
            .join(' · '),
          icon: 'arrow-right',
          actions: ['copy'],
          value: name,
        }),
      ),
      ...(training?.MetricDefinitions ?? []).map(({ Name: name = '', Regex: pattern = '' }): Child => ({
        id: `metric/${name}`,
        label: `Metric ${name}`,
        description: pattern,
        icon: 'graph-line',
        actions: ['copy'],
        value: pattern,
      })),
      valueChild('Product', 'package', found.ProductId),
    ),
  };
}
