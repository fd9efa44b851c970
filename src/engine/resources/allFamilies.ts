import { type JsonObject } from '../json.ts';
import { type EngineParts } from '../parts.ts';
import { type Behaviour } from './behaviour.ts';
import { type Family } from './catalogue.ts';
import { catalogsFamily } from './catalogs/family.ts';
import { clusters, trainingPlans } from './clusters/family.ts';
import { edgeFamily } from './edge/family.ts';
import { endpoint, updateWeights, type WeightUpdater } from './endpoint.ts';
import { endpointConfig } from './endpointConfig.ts';
import { experimentsFamily } from './experiments/family.ts';
import { featureGroup } from './featureGroup.ts';
import { featureMetadataOperations } from './featureMetadata.ts';
import { hubsFamily } from './hubs/family.ts';
import { imagesFamily } from './images/family.ts';
import { inference } from './inference/family.ts';
import { jobs } from './jobs/family.ts';
import { lineageFamily } from './lineage/family.ts';
import { mlflowFamily } from './mlflow/family.ts';
import { model } from './model.ts';
import { createModelCardExports } from './modelCards/exports.ts';
import { modelCardsFamily } from './modelCards/family.ts';
import { notebooksFamily } from './notebooks/family.ts';
import { peopleFamily } from './people/family.ts';
import { pipelines } from './pipelines/family.ts';
import { projectsFamily } from './projects/family.ts';
import { registryFamily } from './registry/family.ts';
import { searchFamily } from './search/family.ts';
import { monitoring } from './monitoring/family.ts';
import { studioFamily } from './studio/family.ts';
import { trainingJob } from './trainingJob.ts';

/** What the engine does for the kinds that are more than stored. */
export interface Behaviours {
  readonly trainingJobs: Behaviour;
  readonly validateTraining: (input: JsonObject) => string | undefined;
  readonly endpoints: Behaviour & WeightUpdater;
  /** For families that read or write more than resources. */
  readonly engine: EngineParts;
}

/** Every family of SageMaker's resources that the engine has. */
export function allFamilies({
  trainingJobs,
  validateTraining,
  endpoints,
  engine,
}: Behaviours): readonly Family[] {
  return [
    { name: 'Training', kinds: [trainingJob(trainingJobs, validateTraining)] },
    {
      name: 'Hosting',
      kinds: [model, endpointConfig, endpoint(endpoints)],
      operations: ({ of }) => ({
        UpdateEndpointWeightsAndCapacities: updateWeights(of('Endpoint'), endpoints),
      }),
    },
    {
      name: 'Feature Store',
      kinds: [featureGroup],
      operations: featureMetadataOperations,
    },
    jobs,
    registryFamily,
    modelCardsFamily(createModelCardExports(engine)),
    experimentsFamily(engine.runMetrics),
    lineageFamily,
    hubsFamily(engine),
    imagesFamily,
    projectsFamily,
    searchFamily,
    inference,
    studioFamily,
    notebooksFamily,
    mlflowFamily,
    peopleFamily,
    edgeFamily,
    catalogsFamily,
    monitoring(),
    pipelines(engine),
    clusters(),
    trainingPlans,
  ];
}
