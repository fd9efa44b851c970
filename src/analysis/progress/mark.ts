/** A count of a known whole: `3 of 10`. */
export interface Count {
  /** How many are done, or the number of the one that has begun; from 1 unless `fromZero`. */
  readonly at: number;
  readonly of: number | undefined;
}

/** What one line says about how far the work is. Nothing in it is computed. */
export interface Mark {
  /** Rounds over all data. */
  readonly epoch?: Count & {
    /** The line is written when the epoch is over, or when it begins. */
    readonly over: boolean;
    /** Its writer counts from 0. */
    readonly fromZero?: boolean;
    /** `at` is how many are done, parts of one included; steps beside it are counted through all epochs. */
    readonly isExact?: boolean;
  };
  /** Steps: of the epoch where the work has epochs, else of all. */
  readonly step?: Count & {
    /** They are counted through all epochs. */
    readonly overall?: boolean;
  };
  /** Of all, 0 to 1, where the line says so itself. */
  readonly fraction?: number;
  /** Wholes that the line announces. */
  readonly epochs?: number;
  readonly steps?: number;
}
