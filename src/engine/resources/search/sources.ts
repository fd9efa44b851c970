import { object, objects, text, type Json, type JsonObject } from '../../json.ts';
import { featureMetadata } from '../featureMetadata.ts';
import { trialsOf } from '../experiments/trialComponent.ts';
import { type ResourceRecord } from '../record.ts';
import { type SearchScope } from './scope.ts';

type Lazy = Readonly<Record<string, () => Json | undefined>>;

/** Where the resources of one `Resource` of a search come from. */
export interface Source {
  /** The kind that is stored. */
  readonly kind: string;
  /** The member of a `SearchRecord`; AWS has none for images and their versions. */
  readonly member?: string;
  /** What a result has beyond what Describe answers. */
  readonly more?: (record: ResourceRecord, scope: SearchScope) => Lazy;
  /** Several results of one record. */
  readonly each?: (record: ResourceRecord) => { id: string; document: JsonObject }[];
  /** What Describe answers becomes a member of the result, next to `more`. */
  readonly under?: string;
}

const SOURCE_MEMBERS = ['TrainingJob', 'ProcessingJob', 'TransformJob'];

function trial(record: ResourceRecord, scope: SearchScope): Lazy {
  const components = () => scope.group('TrialComponent', 'trial', (component) => trialsOf(component));
  return {
    TrialComponentSummaries: () =>
      (components().get(record.name) ?? []).map((component) => scope.described(component)),
  };
}

function trialComponent(record: ResourceRecord, scope: SearchScope): Lazy {
  const source = text(object(record.document, 'Source'), 'SourceArn');
  const job = source === undefined ? undefined : scope.byArn(source);
  return {
    Parents: () =>
      trialsOf(record).map((name) => ({
        TrialName: name,
        ExperimentName: text(scope.find('Trial', name)?.document, 'ExperimentName'),
      })),
    SourceDetail: () =>
      source === undefined
        ? undefined
        : {
            SourceArn: source,
            ...(job && SOURCE_MEMBERS.includes(job.kind) ? { [job.kind]: scope.described(job) } : {}),
          },
  };
}

function schedulesOf(endpoint: string, scope: SearchScope): JsonObject[] {
  const all = scope.group('MonitoringSchedule', 'endpoint', ({ document }) => {
    const name = text(document, 'EndpointName');
    return name === undefined ? [] : [name];
  });
  return (all.get(endpoint) ?? []).map((schedule) => scope.described(schedule));
}

function endpointsOf(model: string, scope: SearchScope): ResourceRecord[] {
  const all = scope.group('Endpoint', 'model', ({ document }) => {
    const config = scope.find('EndpointConfig', text(document, 'EndpointConfigName') ?? '');
    return objects(config?.document, 'ProductionVariants').flatMap((v) => text(v, 'ModelName') ?? []);
  });
  return all.get(model) ?? [];
}

/** The model dashboard's view of a model. */
function dashboard({ name, arn }: ResourceRecord, scope: SearchScope): Lazy {
  const ofModel = (kind: string, member: string): ResourceRecord[] =>
    scope.group(kind, member, ({ document }) => text(document, member) ?? []).get(name) ?? [];
  return {
    Endpoints: () => endpointsOf(name, scope).map((endpoint) => scope.described(endpoint)),
    LastBatchTransformJob: () => {
      const last = ofModel('TransformJob', 'ModelName').at(-1);
      return last && scope.described(last);
    },
    MonitoringSchedules: () =>
      endpointsOf(name, scope).flatMap((endpoint) => schedulesOf(endpoint.name, scope)),
    ModelCard: () => {
      const cards = scope.group('ModelCard', 'ModelId', ({ document }) => text(document, 'ModelId') ?? []);
      const card = (cards.get(arn) ?? cards.get(name) ?? []).at(-1);
      return card && { ...scope.described(card), Tags: scope.tags(card.arn) };
    },
  };
}

function features(group: ResourceRecord): { id: string; document: JsonObject }[] {
  return objects(group.document, 'FeatureDefinitions').flatMap((feature) => {
    const name = text(feature, 'FeatureName') ?? '';
    const document = featureMetadata(group, name);
    return document ? [{ id: `${group.arn}/${name}`, document }] : [];
  });
}

/** Every `Resource` that a search can ask for. */
export const SOURCES: Readonly<Record<string, Source>> = {
  TrainingJob: { kind: 'TrainingJob', member: 'TrainingJob' },
  Experiment: { kind: 'Experiment', member: 'Experiment' },
  ExperimentTrial: { kind: 'Trial', member: 'Trial', more: trial },
  ExperimentTrialComponent: { kind: 'TrialComponent', member: 'TrialComponent', more: trialComponent },
  Endpoint: {
    kind: 'Endpoint',
    member: 'Endpoint',
    more: ({ name }, scope) => ({ MonitoringSchedules: () => schedulesOf(name, scope) }),
  },
  Model: { kind: 'Model', member: 'Model', under: 'Model', more: dashboard },
  ModelPackage: { kind: 'ModelPackage', member: 'ModelPackage' },
  ModelPackageGroup: { kind: 'ModelPackageGroup', member: 'ModelPackageGroup' },
  Pipeline: { kind: 'Pipeline', member: 'Pipeline' },
  PipelineExecution: { kind: 'PipelineExecution', member: 'PipelineExecution' },
  PipelineVersion: { kind: 'PipelineVersion', member: 'PipelineVersion' },
  FeatureGroup: { kind: 'FeatureGroup', member: 'FeatureGroup' },
  FeatureMetadata: { kind: 'FeatureGroup', member: 'FeatureMetadata', each: features },
  Image: { kind: 'Image' },
  ImageVersion: { kind: 'ImageVersion' },
  Project: { kind: 'Project', member: 'Project' },
  HyperParameterTuningJob: { kind: 'HyperParameterTuningJob', member: 'HyperParameterTuningJob' },
  ModelCard: { kind: 'ModelCard', member: 'ModelCard' },
};
