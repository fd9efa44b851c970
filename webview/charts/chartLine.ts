/** What the x axis of a chart says. */
export interface ChartAxis {
  /** `count`: steps, epochs; `elapsed`: seconds; `clock`: seconds since the epoch. */
  readonly kind: 'count' | 'elapsed' | 'clock';
  /** A clock that shows UTC, and not this machine's time. */
  readonly isUtc?: boolean;
  /** In words: `Epoch`. */
  readonly label: string;
}

/** One line of a chart, all its points. */
export interface ChartLine {
  /** Of its own in the chart. */
  readonly id: string;
  readonly label: string;
  /** Indices into the palette. */
  readonly colour: number;
  readonly dash: number;
  /** Ascending, in the axis' units. */
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  /** The index of the point that is marked as the best, and what it is called: `lowest`. */
  readonly best: { readonly index: number; readonly word: string } | undefined;
  /** What the line's x counts where that is not what the axis says: `in the order of observation`. */
  readonly note: string | undefined;
}

/** The stretch of x that is seen. */
export interface ChartRange {
  readonly from: number;
  readonly to: number;
}
