import { awsEnvironment, cleanEnvironment, pythonEnvironment } from '../jobs/baseEnvironment.ts';
import { type EngineParts } from '../parts.ts';
import { type VariantPlan } from './plan.ts';

/**
 * A model server's environment: what programs of this machine need, what leads the model's AWS calls back to this
 * engine, and over these the container definition's own variables.
 * @param base the folder that stands for `/opt/ml`
 */
export function serverEnvironment(
  parts: Pick<EngineParts, 'endpoint' | 'keys'>,
  region: string,
  plan: VariantPlan,
  base: string,
): Record<string, string> {
  const inherited = cleanEnvironment(process.env);
  return {
    ...inherited,
    ...awsEnvironment({
      endpoint: parts.endpoint(),
      keys: parts.keys,
      region,
      noProxy: inherited['NO_PROXY'] ?? inherited['no_proxy'],
    }),
    ...pythonEnvironment([]),
    SAGEMAKER_REGION: region,
    ...plan.environment,
    // The engine's side of the contract, not the model's to change.
    SAGEMAKER_BASE_DIR: base,
    SAGEMAKER_BIND_TO_PORT: '0',
  };
}
