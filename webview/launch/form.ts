import type { AnswerOf, InputOf, RequestName } from '../../src/messages/channel.ts';
import type { LaunchChannel, LaunchPage } from '../../src/messages/launch.ts';
import type { InstanceRow } from '../../src/messages/launchInstances.ts';
import type { FieldPath, Problem } from '../../src/messages/launchProblem.ts';
import type { Edits } from './edits.ts';
import { keyOf } from './paths.ts';

/** What the page keeps of itself over hiding and reloading: only how it is looked at, the launch is the extension's. */
export interface View {
  /** Titles of the parts that are unfolded. */
  readonly open: readonly string[];
  readonly filter: string;
  readonly order: { readonly column: string; readonly isDescending: boolean };
  readonly tryMinutes: number;
}

/** What the parts of the page draw from, and say what the person has done to. */
export interface Form {
  readonly page: LaunchPage;
  /** Undefined until they have come. */
  readonly instances: readonly InstanceRow[] | undefined;
  readonly edits: Edits;
  readonly view: View;
  look(view: Partial<View>): void;
  /** What is wrong at exactly this field. */
  problemsAt(field: Problem['field'], path: FieldPath): readonly Problem[];
  /** Asks the extension after all edits have gone; what fails is shown on the page. Answers undefined then. */
  ask<Name extends RequestName<LaunchChannel>>(
    name: Name,
    input: InputOf<LaunchChannel, Name>,
  ): Promise<AnswerOf<LaunchChannel, Name> | undefined>;
  /** Unfolds what hides the field of a problem, and gives it the focus. */
  goTo(problem: Problem): void;
}

/** Members with a field of their own; the folded parts leave them out. */
export const requestPaths = {
  instanceType: ['ResourceConfig', 'InstanceType'],
  instanceCount: ['ResourceConfig', 'InstanceCount'],
  volume: ['ResourceConfig', 'VolumeSizeInGB'],
  warmPool: ['ResourceConfig', 'KeepAlivePeriodInSeconds'],
  maxRuntime: ['StoppingCondition', 'MaxRuntimeInSeconds'],
  maxWait: ['StoppingCondition', 'MaxWaitTimeInSeconds'],
  spot: ['EnableManagedSpotTraining'],
  checkpoints: ['CheckpointConfig', 'S3Uri'],
  role: ['RoleArn'],
  image: ['AlgorithmSpecification', 'TrainingImage'],
} as const satisfies Readonly<Record<string, FieldPath>>;

const drawnAbove: ReadonlySet<string> = new Set(
  Object.values(requestPaths).map((path) => keyOf('request', path)),
);

/** Whether a member has its field already, further up. */
export function isDrawnAbove(path: FieldPath): boolean {
  return drawnAbove.has(keyOf('request', path));
}
