import type {
  DescribeEndpointConfigOutput,
  DescribeEndpointOutput,
  EndpointSummary,
} from '@aws-sdk/client-sagemaker';
import { sibling } from '../arn.ts';
import type { Details } from '../details.ts';
import type { Action, ResourceKind, SageMaker } from '../kind.ts';
import { failureChild, facts, logsChild, present, referenceChild, s3Child, statusText } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, fullQuery, listInput } from '../sdk.ts';
import { statusOf } from '../status.ts';
import { moment } from '../text.ts';
import { endpointUsage, variantChild } from './variants.ts';

const statuses = [
  'Creating',
  'Updating',
  'SystemUpdating',
  'RollingBack',
  'InService',
  'OutOfService',
  'Deleting',
  'Failed',
  'UpdateRollbackFailed',
] as const;

export const endpoint: ResourceKind = {
  id: 'endpoint',
  singular: 'endpoint',
  plural: 'Endpoints',
  icon: 'radio-tower',
  group: 'Inference',
  expanded: true,
  branches: [{ kind: 'inferenceComponent' }],
  query: fullQuery(statuses),
  runningStatuses: statuses.filter((status) => status !== 'Failed' && status !== 'OutOfService'),
  async list(from, query) {
    const answer = await call(
      from,
      'ListEndpoints',
      {
        ...listInput<'CreationTime' | 'Name' | 'Status'>(query),
        StatusEquals: query.status as (typeof statuses)[number] | undefined,
      },
      query.signal,
    );
    return { items: (answer.Endpoints ?? []).map(endpointResource), nextToken: answer.NextToken };
  },
  async describe(from, { name }, signal) {
    const answer = await call(from, 'DescribeEndpoint', { EndpointName: name }, signal);
    return endpointDetails(answer, await configOf(from, answer, signal));
  },
  status: statusOf,
  actions({ status }): readonly Action[] {
    const always = ['describe', 'tail', 'tag'] as const;
    if (status === 'InService') return [...always, 'invoke', 'weigh', 'delete'];
    return status === 'Deleting' ? always : [...always, 'delete'];
  },
  async delete(from, { name }) {
    await call(from, 'DeleteEndpoint', { EndpointName: name });
  },
  deleteNote:
    'It stops answering at once, with the inference components on it. Its configuration, models and logs stay.',
  consolePath: ({ name }) => `/endpoints/${name}`,
};

function endpointResource(answer: EndpointSummary | DescribeEndpointOutput): Resource {
  return {
    kind: 'endpoint',
    name: answer.EndpointName ?? '',
    arn: answer.EndpointArn ?? '',
    status: answer.EndpointStatus,
    createdAt: answer.CreationTime,
    modifiedAt: answer.LastModifiedTime,
  };
}

/** Only the configuration names the instance types. An endpoint outlives it, and needs no permission for it. */
async function configOf(
  from: SageMaker,
  { EndpointConfigName }: DescribeEndpointOutput,
  signal: AbortSignal | undefined,
): Promise<DescribeEndpointConfigOutput | undefined> {
  if (EndpointConfigName === undefined) return undefined;
  try {
    return await call(from, 'DescribeEndpointConfig', { EndpointConfigName }, signal);
  } catch (error) {
    if (signal?.aborted) throw error;
    // The endpoint is shown without: its instance types, and so its rate, are unknown.
    return undefined;
  }
}

/** @param configuration as DescribeEndpointConfig answers; without it the instance types are unknown */
export function endpointDetails(
  answer: DescribeEndpointOutput,
  configuration?: DescribeEndpointConfigOutput,
): Details {
  const resource = endpointResource(answer);
  const variants = answer.ProductionVariants ?? [];
  const config = answer.EndpointConfigName;
  const capture = answer.DataCaptureConfig;
  return {
    document: answer,
    resource,
    facts: facts(
      ['Status', statusText(answer.EndpointStatus, answer.FailureReason)],
      ['Variants', variants.map(({ VariantName: name }) => name).join(', ')],
      ['Configuration', config],
      ['Changed', moment(answer.LastModifiedTime)],
      ['Created', moment(answer.CreationTime)],
    ),
    usage: endpointUsage(answer, configuration),
    children: present(
      failureChild(answer.FailureReason),
      logsChild(`/aws/sagemaker/Endpoints/${resource.name}`, 'follow and search'),
      ...variants.map((variant) => variantChild(variant)),
      ...(answer.ShadowProductionVariants ?? []).map((variant) => variantChild(variant, 'shadow')),
      config === undefined
        ? undefined
        : referenceChild('Configuration', 'settings', sibling(resource.arn, 'endpointConfig', config)),
      s3Child('capture', 'Captured requests', capture?.DestinationS3Uri),
      s3Child('async', 'Asynchronous answers', answer.AsyncInferenceConfig?.OutputConfig?.S3OutputPath),
    ),
  };
}
