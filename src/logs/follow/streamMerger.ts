import type { LogEvent, LogSource } from './logSource.ts';

interface Cursor {
  readonly stream: string;
  token: string | undefined;
  /** Events of the one page that is held, from `at` on not handed out yet. */
  page: readonly Omit<LogEvent, 'stream'>[];
  at: number;
  caughtUp: boolean;
}

/** Events are handed out in batches of this size at most. */
const batchSize = 500;

/**
 * Reads streams by their tokens, which alone decide what comes: nothing is missed and nothing comes twice, whatever else
 * hints at news. Several streams are merged by time. Holds one page a stream at most.
 */
export class StreamMerger {
  readonly #source: LogSource;
  readonly #cursors = new Map<string, Cursor>();

  constructor(source: LogSource) {
    this.#source = source;
  }

  get streams(): readonly string[] {
    return [...this.#cursors.keys()];
  }

  /** Takes in streams that are new; the others stay where they are. */
  add(streams: readonly string[]): void {
    for (const stream of streams) {
      if (this.#cursors.has(stream)) continue;
      this.#cursors.set(stream, { stream, token: undefined, page: [], at: 0, caughtUp: false });
    }
  }

  /** All that is there now and has not been handed out. May be called again after an error: it goes on where it was. */
  async *drain(signal: AbortSignal): AsyncGenerator<readonly LogEvent[]> {
    const cursors = [...this.#cursors.values()];
    for (const cursor of cursors) cursor.caughtUp = false;
    for (;;) {
      for (const cursor of cursors) await this.#fill(cursor, signal);
      const batch = takeBatch(cursors);
      if (batch.length === 0) return;
      yield batch;
    }
  }

  async #fill(cursor: Cursor, signal: AbortSignal): Promise<void> {
    while (cursor.at >= cursor.page.length && !cursor.caughtUp) {
      const { events, nextToken } = await this.#source.page(cursor.stream, cursor.token, signal);
      // CloudWatch says the end by answering with the token that it was asked with; the first page has none.
      cursor.caughtUp = nextToken === cursor.token;
      cursor.page = events;
      cursor.at = 0;
      cursor.token = nextToken;
    }
  }
}

/** Events in order of time, as far as that is certain: until a stream that may have more runs dry. */
function takeBatch(cursors: readonly Cursor[]): LogEvent[] {
  const batch: LogEvent[] = [];
  while (batch.length < batchSize) {
    let next: Cursor | undefined;
    for (const cursor of cursors) {
      const event = cursor.page[cursor.at];
      if (!event) {
        if (!cursor.caughtUp) return batch;
      } else if (!next || event.timestamp < (next.page[next.at]?.timestamp ?? 0)) next = cursor;
    }
    const event = next?.page[next.at];
    if (!next || !event) break;
    batch.push({ stream: next.stream, timestamp: event.timestamp, message: event.message });
    next.at += 1;
  }
  return batch;
}
