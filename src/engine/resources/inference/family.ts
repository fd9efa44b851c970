import { type Family } from '../catalogue.ts';
import { inferenceComponent, updateRuntimeConfig } from './inferenceComponent.ts';
import { inferenceExperiment } from './inferenceExperiment.ts';
import { stopExperiment } from './stopExperiment.ts';

/** What is deployed on an endpoint beside its variants, and tests of them. */
export const inference: Family = {
  name: 'Inference',
  kinds: [inferenceComponent, inferenceExperiment],
  operations: (parts) => ({
    UpdateInferenceComponentRuntimeConfig: updateRuntimeConfig(parts),
    StopInferenceExperiment: stopExperiment(parts),
  }),
};
