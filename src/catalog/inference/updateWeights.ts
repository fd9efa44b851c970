import type { SageMaker } from '../kind.ts';
import type { ResourceReference } from '../resource.ts';
import { call } from '../sdk.ts';

/** What a variant of an endpoint is to have; what is left out stays as it is. */
export interface VariantChange {
  readonly name: string;
  /** Its share of the requests is its weight by the sum of all weights. */
  readonly weight?: number | undefined;
  readonly instances?: number | undefined;
}

/**
 * Gives an endpoint's variants other weights or instance counts; the endpoint keeps answering while it changes.
 * @throws what SageMaker answers: for an endpoint that is not in service, a variant that it does not have, a count that
 *   its kind of variant does not take
 */
export async function updateWeights(
  from: SageMaker,
  { name }: ResourceReference,
  variants: readonly VariantChange[],
): Promise<void> {
  await call(from, 'UpdateEndpointWeightsAndCapacities', {
    EndpointName: name,
    DesiredWeightsAndCapacities: variants.map((variant) => ({
      VariantName: variant.name,
      DesiredWeight: variant.weight,
      DesiredInstanceCount: variant.instances,
    })),
  });
}
