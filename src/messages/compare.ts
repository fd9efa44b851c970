/** What the compare panel and its page say to each other. */
import type { SavedFile } from './metrics.ts';

/** What a column is about, and where it stands: the job itself, what it was given, what came out. */
export type CompareGroup = 'job' | 'parameter' | 'metric';

export interface CompareColumn {
  /** `parameter/learning-rate`, `metric/validation_loss`, `job/cost`. */
  readonly id: string;
  /** For people: `learning-rate`. */
  readonly label: string;
  readonly group: CompareGroup;
  /** How values read: seconds, US dollars, plain numbers, or text. */
  readonly unit: 'text' | 'number' | 'seconds' | 'usd';
  /** The jobs that have a value do not all have the same one, or some have none. */
  readonly differs: boolean;
  /** Which values are the good ones, where the name tells it. */
  readonly better: 'lowest' | 'highest' | undefined;
}

/** Undefined: the job has none. */
export type CompareValue = string | number | undefined;

export interface ComparedJob {
  readonly name: string;
  readonly arn: string;
  /** In words: `Completed`. */
  readonly status: string;
  readonly tone: 'good' | 'bad' | 'running' | 'other';
  /** By the columns' ids. */
  readonly values: Readonly<Record<string, CompareValue>>;
  /** Why it could not be asked. */
  readonly problem: string | undefined;
}

export interface Comparison {
  /** `this machine`. */
  readonly place: string;
  /** Where nothing costs money there is no cost to compare. */
  readonly billed: boolean;
  readonly columns: readonly CompareColumn[];
  /** In the order in which they were chosen. */
  readonly jobs: readonly ComparedJob[];
  /** More may come: a job still runs. */
  readonly isRunning: boolean;
}

/** There is nothing to answer but that it is done. */
type Done = unknown;

export interface CompareChannel {
  readonly requests: {
    /** Asks for what is there, and again from SageMaker. */
    readonly refresh: { readonly input: undefined; readonly answer: Done };
    /** Lets the person choose more jobs. */
    readonly add: { readonly input: undefined; readonly answer: Done };
    readonly remove: { readonly input: string; readonly answer: Done };
    readonly openDetails: { readonly input: string; readonly answer: Done };
    /** The metrics page over all the jobs. */
    readonly showMetrics: { readonly input: undefined; readonly answer: Done };
    /** Whether it was saved, or given up. */
    readonly save: { readonly input: SavedFile; readonly answer: boolean };
  };
  readonly events: { readonly comparison: Comparison };
}
