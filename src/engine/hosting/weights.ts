import { validationError } from '../http/awsError.ts';
import { number, objects, text, type JsonObject } from '../json.ts';
import { type DeploymentPlan, type VariantPlan } from './plan.ts';

/**
 * The variant for a request: by chance, in proportion to the weights; without any weight, the first.
 * @param chance in [0, 1)
 */
export function chooseVariant(variants: readonly VariantPlan[], chance: number): VariantPlan | undefined {
  const total = variants.reduce((sum, { weight }) => sum + weight, 0);
  let left = chance * total;
  for (const variant of variants) {
    left -= variant.weight;
    if (left < 0) return variant;
  }
  return variants[0];
}

/**
 * What UpdateEndpointWeightsAndCapacities asks for, as a change of each variant.
 * @throws AwsError `ValidationException` for a variant that the endpoint does not have
 */
export function desiredChange(
  plan: DeploymentPlan,
  request: JsonObject,
): (variant: VariantPlan) => VariantPlan {
  const desired = new Map(
    objects(request, 'DesiredWeightsAndCapacities').map((d) => [text(d, 'VariantName') ?? '', d]),
  );
  for (const name of desired.keys()) {
    if (!plan.variants.some((variant) => variant.name === name)) {
      throw validationError(
        `The variant name(s) "${name}" is/are not present within endpoint configuration "${plan.configName}".`,
      );
    }
  }
  return (variant) => {
    const change = desired.get(variant.name);
    return {
      ...variant,
      weight: number(change, 'DesiredWeight') ?? variant.weight,
      instanceCount: number(change, 'DesiredInstanceCount') ?? variant.instanceCount,
    };
  };
}

/** UpdateEndpoint's RetainAllVariantProperties: weights and counts of the running variants outlive the new configuration. */
export function retainProperties(
  next: DeploymentPlan,
  running: DeploymentPlan,
  request: JsonObject,
): DeploymentPlan {
  if (request['RetainAllVariantProperties'] !== true) return next;
  const excluded = objects(request, 'ExcludeRetainedVariantProperties').map((p) =>
    text(p, 'VariantPropertyType'),
  );
  const variants = next.variants.map((variant) => {
    const before = running.variants.find(({ name }) => name === variant.name);
    if (!before) return variant;
    return {
      ...variant,
      weight: excluded.includes('DesiredWeight') ? variant.weight : before.weight,
      instanceCount: excluded.includes('DesiredInstanceCount') ? variant.instanceCount : before.instanceCount,
    };
  });
  return { ...next, variants };
}
