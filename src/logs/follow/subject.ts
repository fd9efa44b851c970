import type { Usage } from '../../catalog/details.ts';
import type { LogPlace } from './logPlace.ts';

/** What a log belongs to, as it is now. */
export interface SubjectState {
  /** SageMaker's word: `InProgress`, `InService`. */
  readonly status: string;
  /** Empty once it is deleted. */
  readonly arn: string;
  /** Milliseconds since the epoch, where it is known. */
  readonly created?: number;
  /** Why nothing is written, where there is something to say about it. */
  readonly waiting?: Waiting;
  /** Set once the status is a final one: nothing more will be written. */
  readonly end?: SubjectEnd;
}

export interface Waiting {
  /** For a person: "preparing the instances". */
  readonly what: string;
  /** Milliseconds since the epoch. */
  readonly since?: number;
  /** Only true as long as there is no line at all. */
  readonly untilFirstLine?: boolean;
}

export interface SubjectEnd {
  readonly outcome: 'completed' | 'failed' | 'stopped' | 'deleted';
  /** When it ended, milliseconds since the epoch, where that is known. */
  readonly at?: number;
  /** SageMaker's reason where it gives one. */
  readonly reason?: string;
  /** What there is to say at the end, a line each: name and text. */
  readonly facts: readonly (readonly [string, string])[];
  /** What is billed of it, where its description tells. */
  readonly bill?: Bill;
}

/** Instances, and for how long each of them is billed. */
export interface Bill {
  readonly seconds: number;
  readonly usages: readonly Usage[];
}

/** A job or endpoint whose log is followed. */
export interface Subject {
  /** As a sentence starts with it: `Training job penguins-…`. */
  readonly title: string;
  /** Rejects with `SubjectGone` when there is no such thing. */
  look(signal: AbortSignal): Promise<SubjectState>;
  /** Where its lines are, as far as it is known now: more come with the jobs that it starts. */
  places(signal: AbortSignal): Promise<readonly LogPlace[]>;
}

/** The job or endpoint does not exist, or no longer. */
export class SubjectGone extends Error {
  override readonly name = 'SubjectGone';
}
