import { setImmediate } from 'node:timers/promises';
import { inParallel } from '../../platform/inParallel.ts';
import { Cursor } from './cursor.ts';
import { CursorHeap } from './cursorHeap.ts';
import { isMissing } from './errors.ts';
import type { LogEvent, LogSource } from './logSource.ts';

/** Events are handed out in batches of this size at most. */
const batchSize = 1000;
/** Requests at the same time. */
const atOnce = 6;
/** With more streams than these no pages are fetched ahead: two pages of each would be held. */
const mostAhead = 8;
/** Streams that have been quiet share this part of the calls that the service allows. */
const quietShare = 1 / 4;

/** Milliseconds. */
export interface ReadPace {
  /** Between two looks at a stream while lines come. */
  readonly shortest: number;
  /** Between two looks at one that is quiet, as long as there are few. */
  readonly longest: number;
}

/** Which streams a drain reads: those that are due, or every one until the service says that it has no more. */
export interface DrainOptions {
  readonly now: number;
  readonly strictly?: boolean;
  /** Someone tells of news: quiet streams are asked only so often, in milliseconds. */
  readonly watched?: number | undefined;
}

/**
 * Reads streams by their tokens, which alone decide what comes: nothing is missed and nothing comes twice, whatever else
 * hints at news. Several streams are merged by time as far as their lines are there: within a stream the order is the
 * stream's own, and a host whose clock is wrong holds nobody up.
 */
export class StreamMerger {
  readonly #source: LogSource;
  readonly #pace: ReadPace;
  readonly #cursors = new Map<string, Cursor>();
  readonly #deleted = new Set<string>();
  /** Hears once of each stream that was there and is no more. */
  onDeleted: (stream: string) => void = () => undefined;

  constructor(source: LogSource, pace: ReadPace) {
    this.#source = source;
    this.#pace = pace;
  }

  /** Another run goes on where the one before was ended: by the tokens, so that late lines come and none comes twice. */
  resume(): void {
    for (const cursor of this.#cursors.values()) cursor.resume();
  }

  get streams(): readonly string[] {
    return [...this.#cursors.keys()];
  }

  /** Takes in streams that are new; the others stay where they are. */
  add(streams: readonly string[]): void {
    for (const stream of streams) {
      if (!this.#cursors.has(stream)) this.#cursors.set(stream, new Cursor(this.#source, stream));
    }
  }

  /** There may be something new in these streams, or in any. @returns whether one of them is not known yet */
  hint(streams: ReadonlySet<string> | undefined): boolean {
    for (const cursor of this.#cursors.values()) {
      if (!streams || streams.has(cursor.stream)) cursor.hasNews = true;
    }
    return [...(streams ?? [])].some((stream) => !this.#cursors.has(stream) && !this.#deleted.has(stream));
  }

  /** When the next stream is due, in milliseconds since the epoch; Infinity without streams. */
  get nextDue(): number {
    let next = Infinity;
    for (const { dueAt, hasNews } of this.#cursors.values()) next = Math.min(next, hasNews ? 0 : dueAt);
    return next;
  }

  /**
   * What is there now and has not been handed out, of the streams that are due. May be called again after an error: it goes
   * on where it was.
   */
  async *drain(
    signal: AbortSignal,
    { now, strictly = false, watched }: DrainOptions = { now: 0, strictly: true },
  ): AsyncGenerator<readonly LogEvent[]> {
    const due = strictly ? [...this.#cursors.values()] : this.#due(now);
    const before = new Map(due.map((cursor) => [cursor, cursor.given]));
    for (const cursor of due) {
      cursor.caughtUp = false;
      // What is heard of from here on may lie behind what is read.
      cursor.hasNews = false;
    }
    for (;;) {
      await this.#fill(due, strictly, signal);
      const batch = takeBatch(due);
      if (batch.length === 0) break;
      if (due.length <= mostAhead) for (const cursor of due) cursor.fetchAhead(signal);
      yield batch;
      // A page has many batches: between them others have their turn, and what is fetched ahead is sent at all.
      await setImmediate();
    }
    for (const cursor of due) this.#plan(cursor, cursor.given > (before.get(cursor) ?? 0), now, watched);
  }

  /** The longest overdue first; no more than can be asked in about a second, so that what comes is shown soon. */
  #due(now: number): Cursor[] {
    const due = [...this.#cursors.values()].filter(({ dueAt, hasNews }) => hasNews || dueAt <= now);
    // The past of all streams is merged as one, however many there are.
    if (due.some(({ isLive }) => !isLive)) return due;
    const most = Math.max(atOnce, Math.ceil(this.#source.callsPerSecond ?? Infinity));
    return due.length <= most ? due : due.toSorted((a, b) => a.dueAt - b.dueAt).slice(0, most);
  }

  async #fill(cursors: readonly Cursor[], strictly: boolean, signal: AbortSignal): Promise<void> {
    const empty = cursors.filter(({ head, caughtUp }) => !head && !caughtUp);
    const fill = async (cursor: Cursor): Promise<void> => {
      try {
        await cursor.fill(strictly, signal);
      } catch (error) {
        if (!isMissing(error)) throw error;
        this.#drop(cursor);
      }
    };
    const [only] = empty;
    if (empty.length === 1 && only) await fill(only);
    else if (empty.length > 1) await inParallel(empty, atOnce, fill);
  }

  #drop(cursor: Cursor): void {
    cursor.caughtUp = true;
    this.#cursors.delete(cursor.stream);
    if (!this.#deleted.has(cursor.stream)) this.onDeleted(cursor.stream);
    this.#deleted.add(cursor.stream);
  }

  #plan(cursor: Cursor, gave: boolean, now: number, watched: number | undefined): void {
    const calls = this.#source.callsPerSecond ?? Infinity;
    const shared = (this.#cursors.size / (calls * quietShare)) * 1000;
    const { shortest, longest } = this.#pace;
    const later = watched ?? Math.min(longest, Math.max(shortest, cursor.interval * 1.5));
    cursor.interval = gave ? shortest : Math.max(later, Math.min(shared, cursor.interval * 1.5));
    cursor.dueAt = now + cursor.interval;
  }
}

/** Events in order of time, as far as that is certain: until a stream that may have more runs dry. */
function takeBatch(cursors: readonly Cursor[]): readonly LogEvent[] {
  const full = cursors.filter(({ head }) => head);
  const [only] = full;
  if (!only) return [];
  const isAlone = full.length === 1 && cursors.every((cursor) => cursor === only || cursor.caughtUp);
  if (isAlone) return only.takeAll(batchSize);
  if (cursors.some(({ head, caughtUp }) => !head && !caughtUp)) return [];
  const heap = new CursorHeap(full);
  const batch: LogEvent[] = [];
  for (let cursor = heap.first; cursor && batch.length < batchSize; cursor = heap.first) {
    const event = cursor.next();
    if (event) batch.push(event);
    if (!cursor.head && !cursor.caughtUp) break;
    heap.moved();
  }
  return batch;
}
