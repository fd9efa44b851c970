import type { MetricDefinition } from '@aws-sdk/client-sagemaker';
import type { Defaults } from '../connection/defaults/defaults.ts';
import type { Hyperparameter } from './hyperparameters.ts';

/** Where a channel's data comes from: a folder on disk that is uploaded first, or what is in S3 already. */
export type ChannelSource = { readonly folder: string } | { readonly s3Uri: string };

export interface ChannelSpec {
  /** The script finds it under `SM_CHANNEL_<NAME>`. */
  readonly name: string;
  readonly source: ChannelSource;
}

/** All that is needed to train, in a person's terms; `createTrainingJobRequest` puts it into SageMaker's. */
export interface TrainingSpec {
  readonly jobName: string;
  /** Absolute. All of it that is not left out is sent. */
  readonly sourceFolder: string;
  /** The entry point, relative to the source folder, with `/`. */
  readonly script: string;
  readonly hyperparameters: Readonly<Record<string, Hyperparameter>>;
  readonly channels: readonly ChannelSpec[];
  readonly instanceType: string;
  readonly instanceCount: number;
  readonly volumeSizeGb: number;
  /** After this the job is stopped. */
  readonly maxRuntimeSeconds: number;
  readonly image: string;
  readonly roleArn: string;
  readonly metricDefinitions: readonly MetricDefinition[];
  readonly environment: Readonly<Record<string, string>>;
  /** What the company has fixed: the bucket, the network, the keys. */
  readonly defaults?: Pick<Defaults, 'bucket' | 'bucketPrefix' | 'training'>;
}

/** What SageMaker itself would take where nobody says otherwise. */
export const trainingDefaults = {
  instanceCount: 1,
  volumeSizeGb: 30,
  maxRuntimeSeconds: 24 * 3600,
  environment: {},
} as const;
