import type { DescribeEndpointConfigOutput, EndpointConfigSummary } from '@aws-sdk/client-sagemaker';
import { sibling } from '../arn.ts';
import type { Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { facts, referenceChild } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, fullQuery, listInput } from '../sdk.ts';
import { moment } from '../text.ts';

export const endpointConfig: ResourceKind = {
  id: 'endpointConfig',
  singular: 'endpoint configuration',
  plural: 'Endpoint configurations',
  icon: 'settings',
  group: 'Inference',
  query: fullQuery([]),
  async list(from, query) {
    const input = listInput<'CreationTime' | 'Name'>(query);
    const answer = await call(from, 'ListEndpointConfigs', input, query.signal);
    return { items: (answer.EndpointConfigs ?? []).map(configResource), nextToken: answer.NextToken };
  },
  async describe(from, { name }, signal) {
    return endpointConfigDetails(
      await call(from, 'DescribeEndpointConfig', { EndpointConfigName: name }, signal),
    );
  },
  status: () => undefined,
  actions: () => ['describe', 'tag', 'delete'],
  async delete(from, { name }) {
    await call(from, 'DeleteEndpointConfig', { EndpointConfigName: name });
  },
  deleteNote:
    'The models that it names stay. Endpoints that use it keep serving but cannot be updated or scaled.',
  consolePath: ({ name }) => `/endpointConfig/${name}`,
};

function configResource(summary: EndpointConfigSummary): Resource {
  return {
    kind: 'endpointConfig',
    name: summary.EndpointConfigName ?? '',
    arn: summary.EndpointConfigArn ?? '',
    createdAt: summary.CreationTime,
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
              ...referenceChild(variant ?? 'Variant', 'package', sibling(resource.arn, 'model', name)),
              id: `variant/${variant ?? name}`,
            },
          ],
    ),
  };
}
