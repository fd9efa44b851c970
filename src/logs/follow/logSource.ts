export interface LogEvent {
  readonly stream: string;
  /** Milliseconds since the epoch, as the writer gave it. */
  readonly timestamp: number;
  readonly message: string;
}

export interface LogPage {
  /** In the order in which they were written. */
  readonly events: readonly Omit<LogEvent, 'stream'>[];
  /** Where the next page begins; the token that was asked with when there is nothing behind it yet. */
  readonly nextToken: string;
}

/** Where lines come from: CloudWatch Logs, or a list in a test. */
export interface LogSource {
  /** Names of the streams that there are now; none when the log group does not exist yet. */
  streams(signal: AbortSignal): Promise<readonly string[]>;
  /** The page at a token, or the first one. A page may be empty and yet not be the last. */
  page(stream: string, token: string | undefined, signal: AbortSignal): Promise<LogPage>;
  /**
   * Calls `onNews` whenever there may be something new, until the signal aborts. Only ever a hint: it may come late, twice,
   * or never. Returns when it does not watch, rejects when it cannot for now.
   */
  watch?(onNews: () => void, signal: AbortSignal): Promise<void>;
}
