import { defaultRuntimeSeconds } from '../../analysis/training/requestRules.ts';
import type { LaunchSpec } from './launchSpec.ts';

/** GB; what SageMaker's Python SDK asks for where nobody says otherwise. */
const defaultVolume = 30;

/** The spec of a script that was never launched before: one host, SageMaker's own volume and time limit. */
export function newSpec(sourceFolder: string, script: string): LaunchSpec {
  return {
    sourceFolder,
    script,
    hyperparameters: {},
    channels: [],
    request: {
      ResourceConfig: { InstanceCount: 1, VolumeSizeInGB: defaultVolume },
      StoppingCondition: { MaxRuntimeInSeconds: defaultRuntimeSeconds },
    },
    fallbackInstanceTypes: [],
  };
}

/** The spec for one more job: a name that was chosen for one job is what the next one's begins with. */
export function forAnotherLaunch(spec: LaunchSpec): LaunchSpec {
  const { TrainingJobName: name, ...request } = spec.request;
  return { ...(name !== undefined && { baseJobName: name }), ...spec, request };
}
