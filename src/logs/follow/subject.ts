/** What a log belongs to, as it is now. */
export interface SubjectState {
  /** SageMaker's word: `InProgress`, `InService`. */
  readonly status: string;
  /** Why nothing is written yet, for a person, and since when (milliseconds): "preparing the instances". */
  readonly waiting?: { readonly what: string; readonly since?: number };
  /** Set once the status is a final one: nothing more will be written. */
  readonly end?: SubjectEnd;
}

export interface SubjectEnd {
  readonly outcome: 'completed' | 'failed' | 'stopped' | 'deleted';
  /** SageMaker's reason where it gives one. */
  readonly reason?: string;
  /** What there is to say at the end, a line each: name and text. */
  readonly facts: readonly (readonly [string, string])[];
}

/** A job or endpoint whose log is followed. */
export interface Subject {
  readonly kind: 'trainingJob' | 'endpoint';
  readonly name: string;
  /** As a sentence starts with it: `Training job penguins-…`. */
  readonly title: string;
  /** Rejects with `SubjectGone` when there is no such thing. */
  look(signal: AbortSignal): Promise<SubjectState>;
}

/** The job or endpoint does not exist, or no longer. */
export class SubjectGone extends Error {
  override readonly name = 'SubjectGone';
}
