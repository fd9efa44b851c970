import type { SageMaker } from '../../../catalog/kind.ts';
import type { TailTarget } from '../../tailTarget.ts';
import type { LogPlace } from '../logPlace.ts';
import type { Bill, SubjectEnd } from '../subject.ts';

/** A Describe operation's answer, by its members. */
export type Document = Readonly<Record<string, unknown>>;

/** What it does within its status. */
export interface Step {
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly since: number | undefined;
  /** What SageMaker says of it beyond its usual words: why there is no capacity. */
  readonly message?: string | undefined;
}

/** A kind of resource that writes logs, as data: where they are, when they end, and what is waited for. */
export interface LogKind {
  describe(from: SageMaker, target: TailTarget, signal: AbortSignal): Promise<object>;
  /** The members of its description that hold the status and the ARN. */
  readonly status: string;
  readonly arn: string;
  /** Where its own lines are; the description is absent for jobs that another one has started. */
  places(target: TailTarget, document: Document | undefined): readonly LogPlace[];
  /** The jobs that it has started so far, whose lines are shown as its own. */
  starts?(from: SageMaker, target: TailTarget, signal: AbortSignal): Promise<readonly TailTarget[]>;
  /** The final statuses. */
  readonly ends: Readonly<Record<string, SubjectEnd['outcome']>>;
  /** Members of the description that say when it began and ended; the first that is there counts, none where none says so. */
  readonly begun?: readonly string[];
  readonly ended?: readonly string[];
  /** What is waited for, by step or status, for a person. */
  readonly waits: Readonly<Record<string, string>>;
  /** Steps and statuses in which it writes: what is said of waiting is true until the first line. */
  readonly writing: readonly string[];
  step?(document: Document): Step | undefined;
  /** What there is to say at the end beside the duration. */
  facts?(document: Document): readonly (readonly [string, string])[];
  /** What is billed of it, once it has ended. */
  bill?(document: Document): Bill | undefined;
  /** How far back its log goes unless asked otherwise, in milliseconds; all of it when absent. */
  readonly history?: number;
}

const minute = 60_000;
export const hour = 60 * minute;

/** A member that is text and not empty. */
export function textOf(document: Document, ...members: readonly string[]): string | undefined {
  return members
    .map((member) => document[member])
    .find((value): value is string => typeof value === 'string' && value !== '');
}

/** A member that is a time, in milliseconds since the epoch. */
export function timeOf(document: Document, ...members: readonly string[]): number | undefined {
  return members
    .map((member) => document[member])
    .find((value): value is Date => value instanceof Date)
    ?.getTime();
}
