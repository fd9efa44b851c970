import type { FollowMode } from './liveWatch.ts';
import type { LogEvent } from './logSource.ts';
import type { SubjectState } from './subject.ts';

/** Who hears what is followed. */
export interface FollowSink {
  /** Whenever it has been looked at: also when nothing has changed. */
  state(state: SubjectState, streams: readonly string[]): void;
  /** @returns a promise where whoever shows them is behind: nothing more is read until it settles. It never rejects. */
  lines(events: readonly LogEvent[]): void | Promise<void>;
  /** Something does not work for now; it is tried again in `retryMs`. */
  trouble(error: unknown, retryMs: number): void;
  /**
   * How news is heard of from now on: pushed by a live tail, or asked for now and then. Called only when it changes.
   * @param why for a person, where it is not what was asked for: "no permission for logs:StartLiveTail"
   * @param every between two questions, in milliseconds: while lines come, and while none do; with few streams
   */
  mode(mode: FollowMode, why: string | undefined, every: AskingPace): void;
  /** Something worth a line of its own between those that are followed: a stream that was deleted. A sentence. */
  note(text: string): void;
  /** All that there was has been handed out; told after every round of reading. */
  caughtUp?(): void;
}

/** All in milliseconds. */
export interface AskingPace {
  /** Between two looks while lines come. */
  readonly shortest: number;
  /** Between two looks while nothing comes. */
  readonly longest: number;
}
