import { answered } from './deadline.ts';
import { LiveWatch, type FollowMode } from './liveWatch.ts';
import type { LogEvent, LogSource } from './logSource.ts';
import { Pause, type Clock } from './pause.ts';
import { StreamMerger } from './streamMerger.ts';
import { type Subject, SubjectGone, type SubjectState } from './subject.ts';

export type { FollowMode };

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

const longestRetry = 30_000;
/** What ended so long ago writes nothing more. */
const longEnded = 300_000;
const day = 86_400_000;

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
  const ending = new AbortController();
  const end = (): void => ending.abort(options.signal.reason);
  options.signal.addEventListener('abort', end);
  if (options.signal.aborted) end();
  try {
    return await new Following(subject, source, sink, { ...options, signal: ending.signal }).untilEnd();
  } finally {
    options.signal.removeEventListener('abort', end);
    // Live tails and what is fetched ahead end with it.
    ending.abort();
  }
}

/** One run of `follow`. */
class Following {
  readonly #subject: Subject;
  readonly #source: LogSource;
  readonly #sink: FollowSink;
  readonly #options: FollowOptions;
  readonly #merger: StreamMerger;
  readonly #pause: Pause;
  readonly #watch: LiveWatch;
  #state: SubjectState | undefined;
  #lookAt = 0;
  #listAt = 0;
  #anyLine = false;
  #troubled = false;
  #askedRetention = false;
  /** It had ended long before it was looked at first. */
  #wasOver = false;
  /** The last time that something came, or that it ended: lines may come for a while after that. */
  #quietSince = 0;

  constructor(subject: Subject, source: LogSource, sink: FollowSink, options: FollowOptions) {
    const { clock, signal, pace } = options;
    this.#subject = subject;
    this.#source = source;
    this.#sink = sink;
    this.#options = options;
    this.#merger = options.merger ?? new StreamMerger(source, pace);
    this.#merger.resume();
    this.#merger.onDeleted = (stream) =>
      sink.note(`The log stream ${stream} was deleted; what it had brought stays, the others go on.`);
    this.#pause = new Pause(clock, signal);
    this.#watch = new LiveWatch(source, {
      clock,
      signal,
      onMode: (mode, why) => sink.mode(mode, why, pace),
      onNews: (streams) => {
        if (this.#merger.hint(streams)) this.#listAt = 0;
        this.#pause.wake();
      },
    });
  }

  async untilEnd(): Promise<SubjectState> {
    const { pace, clock, signal } = this.#options;
    let retry = pace.shortest;
    for (;;) {
      let wait: number;
      try {
        const state = await this.#look();
        await this.#list(state);
        const count = await this.#drain(state.end !== undefined);
        this.#sink.caughtUp?.();
        if (state.end && this.#isSettled(count)) return this.#ended(state);
        wait = this.#untilNext(count, state.end !== undefined);
        retry = pace.shortest;
      } catch (error) {
        if (signal.aborted || error instanceof SubjectGone || this.#options.isHopeless(error)) throw error;
        retry = Math.min(longestRetry, retry * 2);
        this.#troubled = true;
        this.#sink.trouble(error, retry);
        wait = retry;
      }
      const slept = await this.#pause.wait(pace.shortest, wait);
      if (slept > 0) this.#awoke(slept, clock.now());
    }
  }

  /** The status first: when it is final, what is drained afterwards is everything. */
  async #look(): Promise<SubjectState> {
    const { clock, pace, signal } = this.#options;
    const before = this.#state;
    if (before?.end ?? (before && clock.now() < this.#lookAt)) return before;
    const looked = await answered(signal, (asking) => lookAgain(this.#subject, before, asking));
    const state = before ? endedBy(looked, clock.now()) : looked;
    this.#state = state;
    this.#lookAt = clock.now() + pace.status;
    if (state.end) {
      this.#wasOver = !before && clock.now() - (state.end.at ?? Infinity) > longEnded;
      this.#quietSince = clock.now();
      this.#listAt = 0;
    }
    this.#sink.state(state, this.#merger.streams);
    return state;
  }

  async #list(state: SubjectState): Promise<void> {
    const { clock, pace, signal } = this.#options;
    if (clock.now() < this.#listAt) return;
    const known = this.#merger.streams.length;
    const begun = clock.now();
    this.#merger.add(await this.#source.streams(signal, (text) => this.#sink.note(text)));
    const { streams } = this.#merger;
    // Nobody waits for lines for more than a tenth of the time because there are hundreds of hosts to look for.
    const rest = 9 * (clock.now() - begun);
    this.#listAt = clock.now() + Math.max(rest, streams.length === 0 ? pace.status : pace.streams);
    if (streams.length !== known) this.#sink.state(state, streams);
    if (streams.length > 0 && !state.end) this.#watch.start();
    await this.#sayRetention(state);
  }

  async #drain(strictly: boolean): Promise<number> {
    const { clock, signal, pace } = this.#options;
    let count = 0;
    const watched = this.#watch.isLive ? pace.watched : undefined;
    for await (const events of this.#merger.drain(signal, { now: clock.now(), strictly, watched })) {
      this.#mended();
      await this.#sink.lines(events);
      count += events.length;
      this.#watch.count(events.length, clock.now());
    }
    this.#mended();
    this.#anyLine ||= count > 0;
    this.#watch.count(0, clock.now());
    return count;
  }

  /** Tells whoever was told of trouble that it is over. */
  #mended(): void {
    if (this.#troubled && this.#state) this.#sink.state(this.#state, this.#merger.streams);
    this.#troubled = false;
  }

  /** Whether so much time has passed since the end, or since the last line that came after it, that no more will come. */
  #isSettled(count: number): boolean {
    if (this.#wasOver) return true;
    const now = this.#options.clock.now();
    if (count > 0) this.#quietSince = now;
    return count === 0 && now - this.#quietSince >= this.#options.pace.settle;
  }

  /** Milliseconds until there is something to do, if nothing is heard before. */
  #untilNext(count: number, hasEnded: boolean): number {
    const { pace, clock } = this.#options;
    // After the end every round reads all streams: once more when it is settled is enough.
    if (hasEnded) return count > 0 ? pace.settle : Math.max(pace.shortest, pace.settle);
    const now = clock.now();
    return Math.max(pace.shortest, Math.min(this.#lookAt, this.#listAt, this.#merger.nextDue) - now);
  }

  /** The machine slept: what was open is dead, and everything may have changed. */
  #awoke(slept: number, now: number): void {
    this.#sink.note(`This machine slept for ${Math.round(slept / 60_000)} min; what came meanwhile follows.`);
    this.#lookAt = now;
    this.#listAt = now;
    this.#merger.hint(undefined);
    this.#watch.restart();
  }

  /** Says once that the oldest lines are gone already. */
  async #sayRetention({ created }: SubjectState): Promise<void> {
    const { clock, signal } = this.#options;
    const age = created === undefined ? 0 : clock.now() - created;
    if (this.#askedRetention || age < day || !this.#source.retention) return;
    this.#askedRetention = true;
    let days: number | undefined;
    try {
      days = await this.#source.retention(signal);
    } catch (error) {
      if (signal.aborted) throw error;
      // Whoever may not ask does without the note.
      return;
    }
    if (days === undefined || age < days * day) return;
    const since = new Date(clock.now() - days * day).toISOString().slice(0, 10);
    this.#sink.note(
      `Its log group keeps lines for ${days} ${days === 1 ? 'day' : 'days'}: those of before ${since} are gone.`,
    );
  }

  #ended(state: SubjectState): SubjectState {
    if (!this.#anyLine && this.#merger.streams.length === 0)
      this.#sink.note('There is no log of it: it wrote nothing, or its log streams were deleted.');
    return state;
  }
}

/** What has ended while it was followed has ended by now, where its description does not say when. */
function endedBy(state: SubjectState, now: number): SubjectState {
  return state.end && state.end.at === undefined ? { ...state, end: { ...state.end, at: now } } : state;
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
