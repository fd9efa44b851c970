import type { CreateTrainingJobRequest, MetricDefinition } from '@aws-sdk/client-sagemaker';
import type { Choice } from '../../messages/launch.ts';
import type { BundleView } from '../../messages/launchInputs.ts';
import type { InstanceFacts } from '../../messages/launchInstances.ts';
import type { Problem } from '../../messages/launchProblem.ts';
import type { ScriptReading } from '../script/scriptReading.ts';
import type { FoundPlaces } from './launchPlaces.ts';
import type { ChannelSpec, LaunchSpec } from './launchSpec.ts';

/** What a script says of itself; of a notebook also what of it does not run. */
export interface ScriptFacts {
  readonly reading: ScriptReading;
  readonly notebookLeftOut: readonly string[] | undefined;
}

/** A spot job that has ended: what it took, and what of that AWS billed. Seconds. */
export interface SpotJob {
  readonly trainingSeconds: number;
  readonly billableSeconds: number;
}

/** Where a launch is sent to. */
export interface LaunchPlace {
  readonly label: string;
  readonly billed: boolean;
  readonly region: string;
}

/**
 * What a launch's draft asks the world. Each answer is asked for again when what it depends on has changed; the one before is
 * then aborted. What rejects is told on the page, and the rest goes on without it.
 */
export interface LaunchFacts {
  readonly place: LaunchPlace;
  /** Whether "Debug here" can be offered for this script. */
  canDebugHere(script: string): boolean;
  scripts(sourceFolder: string, signal: AbortSignal): Promise<readonly Choice[]>;
  readScript(sourceFolder: string, script: string, signal: AbortSignal): Promise<ScriptFacts>;
  /** @param told hears what is known while it is still counted. */
  bundle(spec: LaunchSpec, told: (view: BundleView) => void, signal: AbortSignal): Promise<BundleView>;
  /** `12 files, 3.4 MB`, `unchanged since the last launch` … */
  channelNote(channel: ChannelSpec, signal: AbortSignal): Promise<string>;
  /** Where the launch's files are, or will be; the same that the launch then uses. */
  places(spec: LaunchSpec, signal: AbortSignal): Promise<FoundPlaces>;
  images(
    spec: LaunchSpec,
    reading: ScriptReading | undefined,
    signal: AbortSignal,
  ): Promise<readonly Choice[]>;
  roles(signal: AbortSignal): Promise<readonly Choice[]>;
  /** The rows of these types, without those that nobody knows. */
  instances(types: readonly string[], signal: AbortSignal): Promise<InstanceFacts>;
  /** The last spot jobs, the newest first; none on this machine. */
  spotJobs(signal: AbortSignal): Promise<readonly SpotJob[]>;
  /** What the definitions find in the last log, a line each; in that of the script's own last job if there is one. */
  metricPreview(
    script: string,
    definitions: readonly MetricDefinition[],
    signal: AbortSignal,
  ): Promise<readonly string[]>;
  /** Whether there is a training job of this name. */
  isTaken(jobName: string, signal: AbortSignal): Promise<boolean>;
  /** What only asking tells: role and buckets reachable, the image there, quota free. */
  problems(request: CreateTrainingJobRequest, signal: AbortSignal): Promise<readonly Problem[]>;
}
