import { answered } from './deadline.ts';
import type { FollowOptions } from './followOptions.ts';
import type { FollowSink } from './followSink.ts';
import { LiveWatch } from './liveWatch.ts';
import type { LogSource } from './logSource.ts';
import { lookAgain } from './lookAgain.ts';
import { nextListing } from './pace.ts';
import { Pause } from './pause.ts';
import { retentionNote } from './retentionNote.ts';
import { StreamMerger } from './streamMerger.ts';
import { type Subject, SubjectGone, type SubjectState } from './subject.ts';

const longestRetry = 30_000;
/** What ended so long ago writes nothing more. */
const longEnded = 300_000;

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
    const state = await answered(signal, (asking) => lookAgain(this.#subject, before, clock, asking));
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
    this.#listAt = nextListing(pace, { begun, now: clock.now(), count: streams.length });
    if (streams.length !== known) this.#sink.state(state, streams);
    if (streams.length > 0 && !state.end) this.#watch.start();
    if (this.#askedRetention) return;
    this.#askedRetention = true;
    const gone = await retentionNote(this.#source, state, clock.now(), signal);
    if (gone !== undefined) this.#sink.note(gone);
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

  #ended(state: SubjectState): SubjectState {
    if (!this.#anyLine && this.#merger.streams.length === 0)
      this.#sink.note('There is no log of it: it wrote nothing, or its log streams were deleted.');
    return state;
  }
}
