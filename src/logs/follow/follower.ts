import type { LogEvent, LogSource } from './logSource.ts';
import { Pause, type Clock } from './pause.ts';
import { StreamMerger } from './streamMerger.ts';
import { type Subject, SubjectGone, type SubjectState } from './subject.ts';

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
   * @param why for a person, where it is not what was asked for: "no permission for StartLiveTail"
   */
  mode(mode: FollowMode, why: string | undefined): void;
  /** Something worth a line of its own between those that are followed: a stream that was deleted. A sentence. */
  note(text: string): void;
}

export type FollowMode = 'live' | 'polling';

/** All in milliseconds. */
export interface FollowPace {
  /** Between two looks while lines come. */
  readonly shortest: number;
  /** Between two looks while nothing comes. */
  readonly longest: number;
  /** How long after the end lines may still arrive. */
  readonly settle: number;
}

export interface FollowOptions {
  readonly pace: FollowPace;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Errors that no waiting mends; the others are tried again for as long as it takes. */
  isHopeless(error: unknown): boolean;
}

const longestRetry = 30_000;

/**
 * Follows a log until its subject has ended and its last line has arrived.
 * @returns the final state. Rejects when the signal aborts, with what `isHopeless`, and with `SubjectGone` when there was
 * nothing to follow in the first place.
 */
export async function follow(
  subject: Subject,
  source: LogSource,
  sink: FollowSink,
  options: FollowOptions,
): Promise<SubjectState> {
  const { pace, clock, signal } = options;
  const merger = new StreamMerger(source);
  const pause = new Pause(clock, signal);
  const watching = watchInBackground(source, pause, options);
  let state: SubjectState | undefined;
  let interval = pace.shortest;
  let retry = pace.shortest;
  let endedAt: number | undefined;
  try {
    for (;;) {
      try {
        // The status first: when it is final, what is drained afterwards is everything.
        if (!state?.end) state = await lookAgain(subject, state, signal);
        merger.add(await source.streams(signal));
        sink.state(state, merger.streams);
        const count = await drain(merger, sink, signal);
        if (state.end) {
          endedAt ??= clock.now();
          if (count === 0 && clock.now() - endedAt >= pace.settle) return state;
        }
        interval = count > 0 || state.end ? pace.shortest : Math.min(pace.longest, interval * 1.5);
        retry = pace.shortest;
      } catch (error) {
        if (signal.aborted || error instanceof SubjectGone || options.isHopeless(error)) throw error;
        retry = Math.min(longestRetry, retry * 2);
        sink.trouble(error, retry);
        interval = retry;
      }
      await pause.wait(pace.shortest, interval);
    }
  } finally {
    watching.abort();
  }
}

async function drain(merger: StreamMerger, sink: FollowSink, signal: AbortSignal): Promise<number> {
  let count = 0;
  for await (const events of merger.drain(signal)) {
    await sink.lines(events);
    count += events.length;
  }
  return count;
}

/** Something that was there and is gone has ended, too. */
async function lookAgain(
  subject: Subject,
  before: SubjectState | undefined,
  signal: AbortSignal,
): Promise<SubjectState> {
  try {
    return await subject.look(signal);
  } catch (error) {
    if (!(error instanceof SubjectGone) || !before) throw error;
    return { status: 'Deleted', arn: '', end: { outcome: 'deleted', facts: [] } };
  }
}

/**
 * Watching only makes it quicker: while it fails, looking now and then is enough, and nobody needs to hear of it. A source
 * whose watch returns does not watch.
 */
function watchInBackground(
  source: LogSource,
  pause: Pause,
  { clock, pace, signal }: FollowOptions,
): AbortController {
  const controller = new AbortController();
  const both = AbortSignal.any([signal, controller.signal]);
  const watch = async (): Promise<void> => {
    for (;;) {
      try {
        return await source.watch?.(() => pause.wake(), both);
      } catch {
        await clock.sleep(pace.longest, both);
      }
    }
  };
  watch().catch(() => undefined);
  return controller;
}
