import { type JsonObject } from '../json.ts';
import { epochSeconds } from '../resources/record.ts';
import { type DeploymentPlan, type VariantPlan } from './plan.ts';

function capacity(variant: VariantPlan): JsonObject {
  return variant.serverless
    ? { CurrentServerlessConfig: variant.serverless, DesiredServerlessConfig: variant.serverless }
    : { CurrentInstanceCount: variant.instanceCount, DesiredInstanceCount: variant.instanceCount };
}

function deployedImage(image: string, now: number): JsonObject {
  return { SpecifiedImage: image, ResolvedImage: image, ResolutionTime: epochSeconds(now) };
}

/** DescribeEndpoint's `ProductionVariants` of a deployment that serves. @param now milliseconds since the epoch */
export function servingVariants(plan: DeploymentPlan, now: number): JsonObject[] {
  return plan.variants.map((variant) => ({
    VariantName: variant.name,
    DeployedImages: [deployedImage(variant.image, now)],
    CurrentWeight: variant.weight,
    DesiredWeight: variant.weight,
    ...capacity(variant),
  }));
}

/** `ProductionVariants` while the first deployment starts; also those of `PendingDeploymentSummary`. */
export function startingVariants(plan: DeploymentPlan, now: number): JsonObject[] {
  const status = { Status: 'Creating', StartTime: epochSeconds(now) };
  return plan.variants.map((variant) => ({ VariantName: variant.name, VariantStatus: [status] }));
}
