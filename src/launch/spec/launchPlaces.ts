import type { Problem } from '../../messages/launchProblem.ts';

/** Places as they were found, and what of the disk bars the launch, at its field. */
export interface FoundPlaces {
  readonly places: LaunchPlaces;
  readonly problems: readonly Problem[];
}

/** Where a launch's files are, or will be, in S3. */
export interface LaunchPlaces {
  readonly region: string;
  /** Of the archive of the source folder. */
  readonly sourceUri: string;
  /** Where a channel from disk goes: a prefix ending in `/`, or the one object of a file. */
  channelUri(channel: string): string;
  /** Where models go unless the spec says so: SageMaker adds `/<job>/output/model.tar.gz`. */
  readonly outputUri: string;
}
