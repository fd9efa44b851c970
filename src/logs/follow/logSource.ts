export interface LogEvent {
  readonly stream: string;
  /** Milliseconds since the epoch, as the writer gave it. */
  readonly timestamp: number;
  readonly message: string;
}

export interface LogPage {
  /** In the order in which they were written. */
  readonly events: readonly LogEvent[];
  /** Where the next page begins; the token that was asked with when there is nothing behind it yet. */
  readonly nextToken: string;
}

/**
 * Why a live tail ended by itself: its longest time was reached, there is more than it can bring, there are streams elsewhere
 * by now, or none is wanted.
 */
export type TailClosed = 'timeout' | 'sampled' | 'moved' | 'off';

/** Who hears of a live tail. */
export interface TailNews {
  /** From now on news are heard of. */
  opened(): void;
  /** There may be something new in these streams; in any when undefined. */
  news(streams: ReadonlySet<string> | undefined): void;
}

/** Where lines come from: CloudWatch Logs, or a list in a test. */
export interface LogSource {
  /**
   * Names of the streams that there are now; none when the log group does not exist yet.
   * @param note hears what is worth telling a person: that they are found in another way than usual
   */
  streams(signal: AbortSignal, note?: (text: string) => void): Promise<readonly string[]>;
  /** The page at a token, or the first one. A page may be empty and yet not be the last. */
  page(stream: string, token: string | undefined, signal: AbortSignal): Promise<LogPage>;
  /** The time of the last event that a stream has now, in milliseconds since the epoch; undefined where it has none. */
  lastTime?(stream: string, signal: AbortSignal): Promise<number | undefined>;
  /**
   * Hears of news until the signal aborts or the tail closes. Only ever a hint: it may come late, twice, or never, and the
   * lines themselves come by the tokens. Undefined when these streams cannot be watched; rejects when they cannot for now.
   */
  watch?(heard: TailNews, signal: AbortSignal): Promise<TailClosed | undefined>;
  /**
   * Days after which lines are deleted; undefined when they are kept for ever, when that is not known, and when the oldest are
   * not wanted anyway.
   */
  retention?(signal: AbortSignal): Promise<number | undefined>;
  /** Calls a second that the service allows for now. */
  readonly callsPerSecond?: number;
}
