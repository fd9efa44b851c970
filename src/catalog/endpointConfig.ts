import type { DescribeEndpointConfigOutput, EndpointConfigSummary } from '@aws-sdk/client-sagemaker';
import type { Details, ResourceKind } from './kind.ts';
import { facts, referenceChild, sibling } from './parts.ts';
import type { Resource } from './resource.ts';
import { abortable, load, newestFirst } from './sdk.ts';
import { moment } from './text.ts';

export const endpointConfig: ResourceKind = {
  id: 'endpointConfig',
  singular: 'endpoint configuration',
  plural: 'Endpoint configurations',
  icon: 'settings',
  group: 'Inference',
  expanded: false,
  async list(from, query) {
    const { client, ListEndpointConfigsCommand } = await load(from);
    const answer = await client.send(
      new ListEndpointConfigsCommand(newestFirst(query)),
      abortable(query.signal),
    );
    return { items: (answer.EndpointConfigs ?? []).map(configResource), nextToken: answer.NextToken };
  },
  async describe(from, name, signal) {
    const { client, DescribeEndpointConfigCommand } = await load(from);
    return endpointConfigDetails(
      await client.send(new DescribeEndpointConfigCommand({ EndpointConfigName: name }), abortable(signal)),
    );
  },
  status: () => undefined,
  actions: () => ['describe', 'delete'],
  async delete(from, name) {
    const { client, DeleteEndpointConfigCommand } = await load(from);
    await client.send(new DeleteEndpointConfigCommand({ EndpointConfigName: name }));
  },
  deleteNote:
    'The models that it names stay. Endpoints that use it keep serving but cannot be updated or scaled.',
};

function configResource(summary: EndpointConfigSummary): Resource {
  return {
    kind: 'endpointConfig',
    name: summary.EndpointConfigName ?? '',
    arn: summary.EndpointConfigArn ?? '',
    status: undefined,
    step: undefined,
    createdAt: summary.CreationTime,
    modifiedAt: undefined,
    endedAt: undefined,
  };
}

export function endpointConfigDetails(answer: DescribeEndpointConfigOutput): Details {
  const variants = answer.ProductionVariants ?? [];
  const resource = configResource(answer);
  return {
    document: answer,
    resource,
    facts: facts(
      ['Variants', variants.map(({ VariantName: name }) => name).join(', ')],
      ['Models', variants.map(({ ModelName: name }) => name).join(', ')],
      [
        'Instances',
        variants.map((v) => `${v.InitialInstanceCount ?? 1} × ${v.InstanceType ?? 'serverless'}`).join(', '),
      ],
      ['Data capture', answer.DataCaptureConfig?.EnableCapture ? 'on' : 'off'],
      ['Created', moment(answer.CreationTime)],
    ),
    children: variants.flatMap(({ VariantName: variant, ModelName: name }) =>
      name === undefined
        ? []
        : [
            {
              ...referenceChild(
                variant ?? 'Variant',
                'package',
                sibling(resource.arn, 'model', 'model', name),
              ),
              id: `variant/${variant ?? name}`,
            },
          ],
    ),
  };
}
