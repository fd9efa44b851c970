import { validationError } from '../../http/awsError.ts';
import { object, text, type JsonObject } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { type FamilyParts } from '../catalogue.ts';
import { resourceNotFound } from '../errors.ts';
import { type ResourceKind } from '../kind.ts';
import { listHandler } from '../listing.ts';
import { requireModel, required } from '../references.ts';
import { type JobWords, notRun } from './notRun.ts';

const WORDS: JobWords = {
  active: ['PENDING', 'IN_PROGRESS'],
  completed: 'COMPLETED',
  failed: 'FAILED',
  stopping: 'STOPPING',
  stopped: 'STOPPED',
};

/** Inference Recommender's jobs: a model measured on several kinds of instance. */
export const inferenceRecommendationsJob: ResourceKind = {
  name: 'InferenceRecommendationsJob',
  ...notRun({
    label: 'inference recommendations job',
    statusMember: 'Status',
    endMember: 'CompletionTime',
    words: WORDS,
  }),
  create(input, context) {
    const config = object(input, 'InputConfig');
    const modelPackage = text(config, 'ModelPackageVersionArn');
    const model = text(config, 'ModelName');
    if (modelPackage === undefined && model === undefined) {
      throw validationError('InputConfig must have ModelPackageVersionArn or ModelName.');
    }
    if (model !== undefined) requireModel(context, model);
    if (modelPackage !== undefined) required(context, 'ModelPackage', 'model package', modelPackage);
    if (input['JobType'] === 'Advanced' && config?.['EndpointConfigurations'] === undefined) {
      throw validationError('A job of type Advanced needs InputConfig.EndpointConfigurations.');
    }
    return { JobDescription: '', ...input, Status: 'PENDING' };
  },
  describe: ({ document }) => {
    const config = object(document, 'InputConfig');
    return {
      ModelName: config?.['ModelName'],
      ModelPackageVersionArn: config?.['ModelPackageVersionArn'],
      SamplePayloadUrl: object(object(config, 'ContainerConfig'), 'PayloadConfig')?.['SamplePayloadUrl'],
    };
  },
  filters: {
    ModelNameEquals: '$.InputConfig.ModelName',
    ModelPackageVersionArnEquals: '$.InputConfig.ModelPackageVersionArn',
  },
};

/** What a job measured, one benchmark each. */
export const inferenceRecommendationsJobStep: ResourceKind = {
  name: 'InferenceRecommendationsJobStep',
  nameMember: 'StepName',
  arnMember: 'StepArn',
  statusMember: 'Status',
  filters: { JobName: 'JobName', Status: 'Status', StepType: 'StepType' },
};

/** @throws AwsError for a recommendation that a job does not have */
function scalingRecommendation(job: JsonObject, input: JsonObject): never {
  const name = text(job, 'JobName') ?? '';
  const given = ['RecommendationId', 'EndpointName'].filter((member) => input[member] !== undefined);
  if (given.length !== 1)
    throw validationError('Exactly one of RecommendationId and EndpointName is needed.');
  const status = text(job, 'Status') ?? '';
  if (status !== 'COMPLETED') {
    throw validationError(
      `The job "${name}" is in status ${status}; recommendations come from one that completed.`,
    );
  }
  throw resourceNotFound(`The job "${name}" has no recommendation "${text(input, given[0] ?? '') ?? ''}".`);
}

/** The operations over what an Inference Recommender's job found out. */
export function recommendationOperations(parts: FamilyParts): Record<string, JsonHandler> {
  const jobs = parts.of(inferenceRecommendationsJob.name);
  const steps = listHandler(parts.of(inferenceRecommendationsJobStep.name), parts);
  if (!steps) throw new Error('The schemas do not have the list of recommendation steps.');
  return {
    ListInferenceRecommendationsJobSteps: (input, request) => {
      jobs.find(input, request);
      return steps(input, request);
    },
    GetScalingConfigurationRecommendation: (input, request) =>
      scalingRecommendation(
        jobs.find({ JobName: text(input, 'InferenceRecommendationsJobName') }, request).document,
        input,
      ),
  };
}
