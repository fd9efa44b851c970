import { number, object, objects, text, type JsonObject } from '../../json.ts';
import { type ResourceStore } from '../../resources/resourceStore.ts';
import { type Use } from './catalogue.ts';

/** Instances, of one type for one use. */
export interface Instances {
  readonly use: Use;
  readonly type: string;
  readonly count: number;
}

/** How a kind's instances are read from its documents and its Create requests, which say it alike. */
interface Instanced {
  readonly kind: string;
  readonly status: string;
  /** The statuses in which the instances are held. */
  readonly holding: readonly string[];
  readonly instances: (document: JsonObject, region: string, store: ResourceStore) => Instances[];
}

function cluster(use: Use, config: JsonObject | undefined): Instances[] {
  const groups = objects(config, 'InstanceGroups');
  return (groups.length > 0 ? groups : [config]).flatMap((group) => {
    const type = text(group, 'InstanceType');
    return type === undefined ? [] : [{ use, type, count: number(group, 'InstanceCount') ?? 1 }];
  });
}

function ofConfig(name: string | undefined, region: string, store: ResourceStore): Instances[] {
  const config = store.get({ kind: 'EndpointConfig', region, name: name ?? '' });
  const variants = ['ProductionVariants', 'ShadowProductionVariants'].flatMap((member) =>
    objects(config?.document, member),
  );
  return variants.flatMap((variant) => {
    const type = text(variant, 'InstanceType');
    const count = number(variant, 'InitialInstanceCount') ?? 1;
    return type === undefined ? [] : [{ use: 'endpoint' as const, type, count }];
  });
}

const WORKING = ['InProgress', 'Stopping'];

const TRAINING: Instanced = {
  kind: 'TrainingJob',
  status: 'TrainingJobStatus',
  holding: WORKING,
  instances: (job) =>
    cluster(
      job['EnableManagedSpotTraining'] === true ? 'spot training job' : 'training job',
      object(job, 'ResourceConfig'),
    ),
};
const PROCESSING: Instanced = {
  kind: 'ProcessingJob',
  status: 'ProcessingJobStatus',
  holding: WORKING,
  instances: (job) => cluster('processing job', object(object(job, 'ProcessingResources'), 'ClusterConfig')),
};
const TRANSFORM: Instanced = {
  kind: 'TransformJob',
  status: 'TransformJobStatus',
  holding: WORKING,
  instances: (job) => cluster('transform job', object(job, 'TransformResources')),
};
const ENDPOINT: Instanced = {
  kind: 'Endpoint',
  status: 'EndpointStatus',
  holding: ['Creating', 'Updating', 'SystemUpdating', 'RollingBack', 'InService'],
  instances: (endpoint, region, store) => ofConfig(text(endpoint, 'EndpointConfigName'), region, store),
};

/** The operations that take instances. */
const OPERATIONS: Readonly<Record<string, Instanced>> = {
  CreateTrainingJob: TRAINING,
  CreateProcessingJob: PROCESSING,
  CreateTransformJob: TRANSFORM,
  CreateEndpoint: ENDPOINT,
  // The new servers come up beside the old ones.
  UpdateEndpoint: ENDPOINT,
};

/** The operations that quotas apply to. */
export const LIMITED_OPERATIONS: readonly string[] = Object.keys(OPERATIONS);

/** The instances that a request asks for, one entry for each type and use. */
export function demanded(
  operation: string,
  input: JsonObject,
  region: string,
  store: ResourceStore,
): Instances[] {
  const found = new Map<string, Instances>();
  for (const instances of OPERATIONS[operation]?.instances(input, region, store) ?? []) {
    const key = `${instances.use}/${instances.type}`;
    found.set(key, { ...instances, count: instances.count + (found.get(key)?.count ?? 0) });
  }
  return [...found.values()];
}

/** How many instances of a type are held for a use now. */
export function held({ use, type }: Instances, region: string, store: ResourceStore): number {
  const wanted = [TRAINING, PROCESSING, TRANSFORM, ENDPOINT];
  const kinds = wanted.filter(({ kind }) => USED_BY[use] === kind);
  let count = 0;
  for (const { kind, status, holding, instances } of kinds) {
    for (const { document } of store.all(kind, region)) {
      if (!holding.includes(text(document, status) ?? '')) continue;
      for (const one of instances(document, region, store))
        if (one.use === use && one.type === type) count += one.count;
    }
  }
  return count;
}

const USED_BY: Readonly<Record<Use, string>> = {
  'training job': TRAINING.kind,
  'spot training job': TRAINING.kind,
  'processing job': PROCESSING.kind,
  'transform job': TRANSFORM.kind,
  endpoint: ENDPOINT.kind,
};
