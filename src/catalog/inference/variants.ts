import type {
  DescribeEndpointConfigOutput,
  DescribeEndpointOutput,
  PendingProductionVariantSummary,
  ProductionVariantSummary,
} from '@aws-sdk/client-sagemaker';
import type { Child, Usage } from '../details.ts';

type Variant = ProductionVariantSummary | PendingProductionVariantSummary;

/** A variant of an endpoint with what serves it and its share of the requests. */
export function variantChild(variant: ProductionVariantSummary, label = ''): Child {
  const { VariantName: name = '', CurrentInstanceCount: count, CurrentWeight: weight } = variant;
  const serverless = variant.CurrentServerlessConfig?.MaxConcurrency;
  const parts = [
    label || undefined,
    count === undefined ? undefined : `${count} ${count === 1 ? 'instance' : 'instances'}`,
    serverless === undefined ? undefined : `serverless, up to ${serverless} at once`,
    weight === undefined ? undefined : `weight ${weight}`,
  ].filter((part) => part !== undefined);
  return {
    id: `variant/${name}`,
    label: name,
    description: parts.join(' · '),
    icon: 'server-process',
    actions: ['tail'],
    log: { variant: name },
  };
}

/**
 * The instances behind an endpoint, those of a deployment under way included.
 * @param config its configuration, which alone names the instance types; undefined where it is gone or may not be read,
 *   which leaves the types unknown
 */
export function endpointUsage(
  answer: DescribeEndpointOutput,
  config: Pick<DescribeEndpointConfigOutput, 'ProductionVariants' | 'ShadowProductionVariants'> | undefined,
): Usage[] {
  const types = new Map(
    [...(config?.ProductionVariants ?? []), ...(config?.ShadowProductionVariants ?? [])].map(
      ({ VariantName, InstanceType }) => [VariantName, InstanceType],
    ),
  );
  const pending = answer.PendingDeploymentSummary;
  return [
    ...(answer.ProductionVariants ?? []),
    ...(answer.ShadowProductionVariants ?? []),
    ...(pending?.ProductionVariants ?? []),
    ...(pending?.ShadowProductionVariants ?? []),
  ].flatMap((variant) => variantUsage(variant, types.get(variant.VariantName)));
}

function variantUsage(variant: Variant, configured: string | undefined): Usage[] {
  const pools = variant.InstancePools ?? [];
  if (pools.length > 0) {
    return pools.map(({ InstanceType: instanceType, CurrentInstanceCount: count = 0 }) => ({
      instanceType,
      count,
      use: 'hosting',
    }));
  }
  const instanceType = ('InstanceType' in variant ? variant.InstanceType : undefined) ?? configured;
  const serverless = variant.CurrentServerlessConfig !== undefined;
  return [{ instanceType, count: variant.CurrentInstanceCount ?? (serverless ? 1 : 0), use: 'hosting' }];
}
