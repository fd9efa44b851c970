import type { Channel, CreateTrainingJobRequest, DataSource, S3DataSource } from '@aws-sdk/client-sagemaker';
import type { DistributionView } from '../../messages/launchDistribution.ts';

/**
 * What a launch takes in AWS's own terms and form: CreateTrainingJob's members. The launch itself adds what it makes:
 * hyperparameters, input channels and where the source went. With `TrainingJobName` the job is called exactly that.
 */
export type RequestPart = Partial<Omit<CreateTrainingJobRequest, 'HyperParameters' | 'InputDataConfig'>>;

/** Where a channel's data comes from: a file or folder on disk that is uploaded first, or what is there already. */
export type ChannelSource = { readonly path: string } | { readonly dataSource: DataSource };

/** One input channel; the script finds it under `SM_CHANNEL_<NAME>`. */
export interface ChannelSpec {
  readonly name: string;
  readonly source: ChannelSource;
  /** For a source on disk: whether each host gets all of it or its share. */
  readonly distribution?: 'FullyReplicated' | 'ShardedByS3Key';
  /** For a source on disk: further members of `S3DataSource`: which instance groups get it, what its files are … */
  readonly s3Options?: Partial<Omit<S3DataSource, 'S3Uri' | 'S3DataDistributionType'>>;
  /** Further members of SageMaker's `Channel`: input mode, compression, content type … */
  readonly options?: Omit<Channel, 'ChannelName' | 'DataSource'>;
}

/** As the script shall see it: JSON. What SageMaker stores is its text. */
export type HyperparameterValue =
  | null
  | boolean
  | number
  | string
  | readonly HyperparameterValue[]
  | { readonly [name: string]: HyperparameterValue };

/**
 * All that a launch needs, and all that a task, the history and a clone keep of it. Two launches of the same spec send the
 * same request, but for the job's name.
 */
export interface LaunchSpec {
  /** Absolute. All of it that is not left out is sent. Empty when there is nothing to send: see `sourceUri`. */
  readonly sourceFolder: string;
  /**
   * The entry point, relative to the source folder, with `/`: a `.py`, `.sh` or `.ipynb` file. Empty for an image or
   * algorithm that brings its own; hyperparameters are then sent as plain text, as those expect them.
   */
  readonly script: string;
  /**
   * Where the source is already, of a clone whose folder is not known: an archive in S3. Sent as it is, and only when there
   * is no source folder.
   */
  readonly sourceUri?: string;
  readonly hyperparameters: Readonly<Record<string, HyperparameterValue>>;
  /**
   * Of a clone: the job's hyperparameters as they were written, `1.0` or text that is no JSON. Each is sent so for as long as
   * its value is the same.
   */
  readonly hyperparameterTexts?: Readonly<Record<string, string>>;
  readonly channels: readonly ChannelSpec[];
  readonly request: RequestPart;
  /** Types that may be tried, in this order, when the first has no capacity or quota. */
  readonly fallbackInstanceTypes: readonly string[];
  readonly distribution?: DistributionView;
  /** The job's name begins with it; default: the script's. */
  readonly baseJobName?: string;
}
