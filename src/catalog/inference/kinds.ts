import type { ResourceKind } from '../kind.ts';
import { aiBenchmarkJob } from './aiBenchmarkJob.ts';
import { aiRecommendationJob } from './aiRecommendationJob.ts';
import { aiWorkloadConfig } from './aiWorkloadConfig.ts';
import { device } from './device.ts';
import { deviceFleet } from './deviceFleet.ts';
import { edgeDeploymentPlan } from './edgeDeploymentPlan.ts';
import { edgePackagingJob } from './edgePackagingJob.ts';
import { endpoint } from './endpoint.ts';
import { endpointConfig } from './endpointConfig.ts';
import { inferenceComponent } from './inferenceComponent.ts';
import { inferenceExperiment } from './inferenceExperiment.ts';
import { inferenceRecommendationsJob } from './inferenceRecommendationsJob.ts';
import { transformJob } from './transformJob.ts';

/** In the order in which they stand in the tree. */
export const inferenceKinds: readonly ResourceKind[] = [
  endpoint,
  inferenceComponent,
  endpointConfig,
  transformJob,
  inferenceExperiment,
  inferenceRecommendationsJob,
  aiRecommendationJob,
  aiBenchmarkJob,
  aiWorkloadConfig,
  edgePackagingJob,
  edgeDeploymentPlan,
  deviceFleet,
  device,
];
