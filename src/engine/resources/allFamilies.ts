import { type JsonObject } from '../json.ts';
import { type Behaviour } from './behaviour.ts';
import { type Family } from './catalogue.ts';
import { endpoint, updateWeights, type WeightUpdater } from './endpoint.ts';
import { endpointConfig } from './endpointConfig.ts';
import { featureGroup } from './featureGroup.ts';
import { jobs } from './jobs/family.ts';
import { model } from './model.ts';
import { trainingJob } from './trainingJob.ts';

/** What the engine does for the kinds that are more than stored. */
export interface Behaviours {
  readonly trainingJobs: Behaviour;
  readonly validateTraining: (input: JsonObject) => string | undefined;
  readonly endpoints: Behaviour & WeightUpdater;
}

/** Every family of SageMaker's resources that the engine has. */
export function allFamilies({ trainingJobs, validateTraining, endpoints }: Behaviours): readonly Family[] {
  return [
    { name: 'Training', kinds: [trainingJob(trainingJobs, validateTraining)] },
    {
      name: 'Hosting',
      kinds: [model, endpointConfig, endpoint(endpoints)],
      operations: ({ of }) => ({
        UpdateEndpointWeightsAndCapacities: updateWeights(of('Endpoint'), endpoints),
      }),
    },
    { name: 'Feature Store', kinds: [featureGroup] },
    jobs,
  ];
}
