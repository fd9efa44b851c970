import type { AskingPace } from './followSink.ts';
import type { Clock } from './pause.ts';
import type { StreamMerger } from './streamMerger.ts';

/** All in milliseconds. */
export interface FollowPace extends AskingPace {
  /** The same where a live tail says when there is something: only in case that it is wrong. */
  readonly watched: number;
  /** Between two looks at the status, and at which streams there are. */
  readonly status: number;
  readonly streams: number;
  /** How long after the end lines may still arrive. */
  readonly settle: number;
}

export interface FollowOptions {
  readonly pace: FollowPace;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** What an earlier run over the same source has read of it: this one goes on from there. */
  readonly merger?: StreamMerger;
  /** Errors that no waiting mends; the others are tried again for as long as it takes. */
  isHopeless(error: unknown): boolean;
}
