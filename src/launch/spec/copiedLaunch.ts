import type { CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import type { LaunchPlaces } from './launchPlaces.ts';
import type { LaunchSpec } from './launchSpec.ts';

/** A launch to be copied: what is sent, and what is uploaded first. */
export interface CopiedLaunch {
  readonly spec: LaunchSpec;
  readonly request: CreateTrainingJobRequest;
  readonly places: LaunchPlaces;
}
