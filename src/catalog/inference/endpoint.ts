import type {
  DescribeEndpointOutput,
  EndpointSummary,
  ProductionVariantSummary,
} from '@aws-sdk/client-sagemaker';
import { sibling } from '../arn.ts';
import type { Child, Details } from '../details.ts';
import type { Action, ResourceKind } from '../kind.ts';
import { failureChild, facts, logsChild, present, referenceChild, statusText } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, fullQuery, listInput } from '../sdk.ts';
import { statusView } from '../status.ts';
import { moment } from '../text.ts';

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
    return endpointDetails(await call(from, 'DescribeEndpoint', { EndpointName: name }, signal));
  },
  status: ({ status }) => (status === undefined ? undefined : statusView(status)),
  actions({ status }): readonly Action[] {
    const always = ['describe', 'tail', 'tag'] as const;
    if (status === 'InService') return [...always, 'invoke', 'weigh', 'delete'];
    return status === 'Deleting' ? always : [...always, 'delete'];
  },
  async delete(from, { name }) {
    await call(from, 'DeleteEndpoint', { EndpointName: name });
  },
  deleteNote: 'It stops answering at once. Its configuration, models and logs stay.',
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

export function endpointDetails(answer: DescribeEndpointOutput): Details {
  const resource = endpointResource(answer);
  const variants = answer.ProductionVariants ?? [];
  const config = answer.EndpointConfigName;
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
    children: present(
      failureChild(answer.FailureReason),
      logsChild(`/aws/sagemaker/Endpoints/${resource.name}`, 'follow and search'),
      ...variants.map(variantChild),
      config === undefined
        ? undefined
        : referenceChild('Configuration', 'settings', sibling(resource.arn, 'endpointConfig', config)),
    ),
  };
}

function variantChild(variant: ProductionVariantSummary): Child {
  const { VariantName: name = '', CurrentInstanceCount: count, CurrentWeight: weight } = variant;
  const parts = [
    count === undefined ? undefined : `${count} ${count === 1 ? 'instance' : 'instances'}`,
    weight === undefined ? undefined : `weight ${weight}`,
  ].filter((part) => part !== undefined);
  return {
    id: `variant/${name}`,
    label: name,
    description: parts.join(' · '),
    icon: 'server-process',
    actions: [],
  };
}
