import type { Channel, CreateTrainingJobRequest, DataSource } from '@aws-sdk/client-sagemaker';
import type { Hyperparameter } from '../hyperparameters.ts';

/**
 * What a launch takes in AWS's own terms and form: CreateTrainingJob's members. The launch itself adds what it makes:
 * hyperparameters, input channels and where the source went.
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
  /** Further members of SageMaker's `Channel`: input mode, compression, content type … */
  readonly options?: Omit<Channel, 'ChannelName' | 'DataSource'>;
}

/**
 * All that a launch needs, and all that a task, the history and a clone keep of it. Two launches of the same spec send the
 * same request, but for the job's name.
 */
export interface LaunchSpec {
  /** Absolute. All of it that is not left out is sent. */
  readonly sourceFolder: string;
  /** The entry point, relative to the source folder, with `/`: a `.py`, `.sh` or `.ipynb` file. */
  readonly script: string;
  readonly hyperparameters: Readonly<Record<string, Hyperparameter>>;
  readonly channels: readonly ChannelSpec[];
  readonly request: RequestPart;
  /** Types that may be tried, in this order, when the first has no capacity or quota. */
  readonly fallbackInstanceTypes: readonly string[];
}
