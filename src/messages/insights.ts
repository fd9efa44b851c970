/** What a page of CloudWatch Logs Insights and its extension say to each other. */
export interface InsightsPlace {
  /** `Training job penguins-…`. */
  readonly title: string;
  /** `this machine`. */
  readonly place: string;
  readonly billed: boolean;
  /** Which streams a query sees, in words. */
  readonly scope: string;
  readonly samples: readonly InsightsSample[];
  /** Queries that were run before, newest first. */
  readonly history: readonly string[];
  /** What the page begins with. */
  readonly text: string;
}

export interface InsightsSample {
  readonly name: string;
  readonly text: string;
}

/** The last so many minutes; `undefined` from the beginning. */
export type InsightsMinutes = number | undefined;

export interface InsightsStatistics {
  readonly matched: number;
  readonly scanned: number;
  readonly bytes: number;
  /** Milliseconds since it was started. */
  readonly took: number;
}

/** A row's values by the columns' order; undefined where the row has none. */
export interface InsightsRow {
  readonly cells: readonly (string | undefined)[];
  /** Where its whole record is found. */
  readonly pointer: string | undefined;
}

export interface InsightsResult {
  readonly kind: 'rows';
  readonly columns: readonly string[];
  readonly rows: readonly InsightsRow[];
  readonly statistics: InsightsStatistics;
  /** The query was stopped: there may be more. */
  readonly cancelled: boolean;
}

/** The query cannot be understood; the place is in the text that the page has sent. */
export interface InsightsMistake {
  readonly kind: 'mistake';
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** The person did not want what it may cost. */
export interface InsightsGivenUp {
  readonly kind: 'givenUp';
}

export type InsightsAnswer = InsightsResult | InsightsMistake | InsightsGivenUp;

export interface InsightsChannel {
  readonly requests: {
    readonly load: { readonly input: undefined; readonly answer: InsightsPlace };
    readonly run: {
      readonly input: { readonly text: string; readonly minutes: InsightsMinutes };
      readonly answer: InsightsAnswer;
    };
    readonly cancel: { readonly input: undefined; readonly answer: undefined };
    /** All fields of one row's event. */
    readonly record: { readonly input: string; readonly answer: Readonly<Record<string, string>> };
    readonly copy: { readonly input: string; readonly answer: undefined };
    /** @returns false when the person gave it up */
    readonly save: { readonly input: { readonly csv: string }; readonly answer: boolean };
  };
  readonly events: { readonly statistics: InsightsStatistics };
}
