import type {
  DescribeEndpointOutput,
  EndpointSummary,
  ProductionVariantSummary,
} from '@aws-sdk/client-sagemaker';
import type { Action, Child, Details, ResourceKind } from './kind.ts';
import { failureChild, facts, logsChild, present, referenceChild, sibling, statusText } from './parts.ts';
import type { Resource } from './resource.ts';
import { abortable, load, newestFirst } from './sdk.ts';
import { statusView } from './status.ts';
import { moment } from './text.ts';

export const endpoint: ResourceKind = {
  id: 'endpoint',
  singular: 'endpoint',
  plural: 'Endpoints',
  icon: 'radio-tower',
  group: 'Inference',
  expanded: true,
  async list(from, query) {
    const { client, ListEndpointsCommand } = await load(from);
    const answer = await client.send(new ListEndpointsCommand(newestFirst(query)), abortable(query.signal));
    return { items: (answer.Endpoints ?? []).map(endpointResource), nextToken: answer.NextToken };
  },
  async describe(from, name, signal) {
    const { client, DescribeEndpointCommand } = await load(from);
    return endpointDetails(
      await client.send(new DescribeEndpointCommand({ EndpointName: name }), abortable(signal)),
    );
  },
  status: ({ status }) => (status === undefined ? undefined : statusView(status)),
  actions({ status }): readonly Action[] {
    const always = ['describe', 'tail'] as const;
    if (status === 'InService') return [...always, 'invoke', 'delete'];
    return status === 'Deleting' ? always : [...always, 'delete'];
  },
  async delete(from, name) {
    const { client, DeleteEndpointCommand } = await load(from);
    await client.send(new DeleteEndpointCommand({ EndpointName: name }));
  },
  deleteNote: 'It stops answering at once. Its configuration, models and logs stay.',
};

function endpointResource(answer: EndpointSummary | DescribeEndpointOutput): Resource {
  return {
    kind: 'endpoint',
    name: answer.EndpointName ?? '',
    arn: answer.EndpointArn ?? '',
    status: answer.EndpointStatus,
    step: undefined,
    createdAt: answer.CreationTime,
    modifiedAt: answer.LastModifiedTime,
    endedAt: undefined,
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
        : referenceChild(
            'Configuration',
            'settings',
            sibling(resource.arn, 'endpointConfig', 'endpoint-config', config),
          ),
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
