import type {
  CreateEndpointConfigInput,
  CreateEndpointInput,
  CreateModelInput,
  DescribeTrainingJobResponse,
  ProductionVariantInstanceType,
} from '@aws-sdk/client-sagemaker';
import { UserError } from '../platform/userError.ts';
import { decodeHyperparameter } from './hyperparameters.ts';
import { jobNameFor } from './jobName.ts';
import { hostingImage } from './localImage.ts';

/** All that is needed to put a job's model behind an endpoint. */
export interface DeploySpec {
  /** Also the name of the model and of the endpoint configuration. */
  readonly endpointName: string;
  readonly jobName: string;
  readonly modelDataUrl: string;
  readonly image: string;
  readonly roleArn: string;
  readonly instanceType: string;
  readonly instanceCount: number;
  readonly environment: Readonly<Record<string, string>>;
}

/** What a completed job says about its model. */
export interface TrainedModel {
  readonly jobName: string;
  readonly modelDataUrl: string;
  readonly image: string;
  readonly roleArn: string;
  /** The job's entry point and where its source is, when it was launched with one. */
  readonly program: string | undefined;
  readonly sourceUri: string | undefined;
}

/** @throws UserError when the job has no model yet, or none that an image could serve. */
export function trainedModel(job: DescribeTrainingJobResponse): TrainedModel {
  const jobName = job.TrainingJobName ?? '';
  const modelDataUrl = job.ModelArtifacts?.S3ModelArtifacts;
  if (job.TrainingJobStatus !== 'Completed' || modelDataUrl === undefined)
    throw new UserError(
      'invalid-input',
      `Training job ${jobName} is ${job.TrainingJobStatus ?? 'unknown'}; only a completed job has a model to deploy`,
    );
  const image = job.AlgorithmSpecification?.TrainingImage;
  if (image === undefined)
    throw new UserError(
      'invalid-input',
      `Training job ${jobName} ran without an image, so it is not known what would serve its model`,
    );
  return {
    jobName,
    modelDataUrl,
    image: hostingImage(image),
    roleArn: job.RoleArn ?? '',
    program: textOf(job, 'sagemaker_program'),
    sourceUri: textOf(job, 'sagemaker_submit_directory'),
  };
}

/** The container's environment: the inference script of the job's own source. */
export function hostingEnvironment(program: string, sourceUri: string): Record<string, string> {
  return {
    SAGEMAKER_PROGRAM: program,
    SAGEMAKER_SUBMIT_DIRECTORY: sourceUri,
    SAGEMAKER_CONTAINER_LOG_LEVEL: '20',
  };
}

/** The moment at the end of a job's name, as this extension or the SageMaker Python SDK writes it. */
const momentOfName = /(?:-\d{4}-\d{6}-\d{3}|(?:-\d{2,4}){7})$/;

/** A name for an endpoint of a job: the job's own with the time of now. */
export function endpointNameFor(jobName: string, now: Date): string {
  return jobNameFor(jobName.replace(momentOfName, ''), now);
}

export function createModelRequest(spec: DeploySpec): CreateModelInput {
  return {
    ModelName: spec.endpointName,
    ExecutionRoleArn: spec.roleArn,
    PrimaryContainer: {
      Image: spec.image,
      ModelDataUrl: spec.modelDataUrl,
      Environment: { ...spec.environment },
    },
  };
}

export function createEndpointConfigRequest(spec: DeploySpec): CreateEndpointConfigInput {
  return {
    EndpointConfigName: spec.endpointName,
    ProductionVariants: [
      {
        VariantName: 'AllTraffic',
        ModelName: spec.endpointName,
        InitialInstanceCount: spec.instanceCount,
        InstanceType: spec.instanceType as ProductionVariantInstanceType,
        InitialVariantWeight: 1,
      },
    ],
  };
}

export function createEndpointRequest(spec: DeploySpec): CreateEndpointInput {
  return { EndpointName: spec.endpointName, EndpointConfigName: spec.endpointName };
}

function textOf(job: DescribeTrainingJobResponse, name: string): string | undefined {
  const value = decodeHyperparameter(job.HyperParameters?.[name]);
  return typeof value === 'string' ? value : undefined;
}
