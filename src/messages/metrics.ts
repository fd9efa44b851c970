/** What the metrics panel and its page say to each other. */

/** Whose metrics are shown. */
export interface SubjectName {
  readonly kind: 'trainingJob' | 'endpoint';
  readonly name: string;
}

/** What there is to say where there is no chart to see, or where one is not all there could be. */
export interface SubjectNote {
  readonly text: string;
  /** What the person can do about it. */
  readonly act: 'clone' | 'tail' | undefined;
}

/** One job or endpoint of the page. */
export interface SubjectView extends SubjectName {
  /** `trainingJob/name`. */
  readonly id: string;
  /** In words: `In progress · Training`. */
  readonly status: string;
  /** More may come. */
  readonly isRunning: boolean;
  /** When the x axis of time begins: milliseconds since the epoch. */
  readonly startedAt: number | undefined;
  readonly notes: readonly SubjectNote[];
  /** `FinalMetricDataList`: the last values, also of jobs whose values over time are gone. */
  readonly finals: readonly { readonly metric: string; readonly value: number }[];
  /** Why it could not be asked the last time. */
  readonly problem: string | undefined;
}

/** What a step counts: what the job's log says, else the observations themselves. */
export type StepName = 'step' | 'epoch' | 'observation';

export interface SeriesHead {
  /** Of its own in the page. */
  readonly id: string;
  /** The id of its job or endpoint. */
  readonly subject: string;
  /** `validation:loss`, `CPUUtilization`. */
  readonly metric: string;
  /** `algo-1`, or a variant; undefined for what is of the whole job. */
  readonly host: string | undefined;
  readonly group: 'algorithm' | 'instance' | 'invocations';
  readonly unit: 'percent' | 'milliseconds' | 'count' | undefined;
  readonly stepName: StepName;
  /** Where the values are from; CloudWatch tells one for each `period` seconds. */
  readonly source: { readonly from: 'log' } | { readonly from: 'cloudwatch'; readonly period: number };
}

/** A series from a point on: what was known from `from` on is replaced. */
export interface SeriesUpdate extends SeriesHead {
  readonly from: number;
  /** Milliseconds since the epoch, ascending. */
  readonly times: readonly number[];
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

/** All that the page shows, or what has changed of it. */
export interface MetricsUpdate {
  readonly subjects: readonly SubjectView[];
  readonly series: readonly SeriesUpdate[];
  /** Series that are no more: their values are told by others now. */
  readonly gone: readonly string[];
}

/** A file to be saved where the person chooses. */
export interface SavedFile {
  readonly name: string;
  readonly type: 'csv' | 'png';
  /** Text of a CSV; base64 of a PNG. */
  readonly content: string;
}

export interface MetricsChannel {
  readonly requests: {
    /** All there is, once; what comes later is told by `update`. */
    readonly load: { readonly input: undefined; readonly answer: MetricsUpdate };
    /** Lets the person choose more jobs or endpoints to lay over. */
    readonly add: { readonly input: undefined; readonly answer: undefined };
    readonly remove: { readonly input: string; readonly answer: undefined };
    /** Asks at once, also of what has ended. */
    readonly refresh: { readonly input: undefined; readonly answer: undefined };
    readonly act: {
      readonly input: { readonly subject: string; readonly act: 'clone' | 'tail' };
      readonly answer: undefined;
    };
    /** The answer: whether it was saved, or given up. */
    readonly save: { readonly input: SavedFile; readonly answer: boolean };
  };
  readonly events: {
    readonly update: MetricsUpdate;
  };
}
