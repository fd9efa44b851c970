import type { LogEvent, LogPage, LogSource } from './logSource.ts';

/** A page so full that there is likely more behind it. */
const fullPage = { events: 1000, characters: 250_000 };

function isFull(events: readonly LogEvent[]): boolean {
  if (events.length >= fullPage.events) return true;
  let characters = 0;
  for (const { message } of events) characters += message.length;
  return characters >= fullPage.characters;
}

/** How far one stream has been read. Holds one page, and the one behind it while that is fetched ahead. */
export class Cursor {
  readonly stream: string;
  /** When it is worth asking again, in milliseconds since the epoch. */
  dueAt = 0;
  /** There may be something new: it is due whatever `dueAt` says. */
  hasNews = false;
  /** Between two requests that bring nothing, in milliseconds. */
  interval = 0;
  /** Nothing more is there for now. */
  caughtUp = false;
  /** Its past has been read to the end. */
  isLive = false;
  /** How many events it has given so far. */
  given = 0;
  readonly #source: LogSource;
  #token: string | undefined;
  #events: readonly LogEvent[] = [];
  #at = 0;
  #ahead: Promise<LogPage> | undefined;

  constructor(source: LogSource, stream: string) {
    this.#source = source;
    this.stream = stream;
  }

  /** The event that comes next; undefined when the held page is used up. */
  get head(): LogEvent | undefined {
    return this.#events[this.#at];
  }

  /** Takes the event that comes next. */
  next(): LogEvent | undefined {
    const event = this.#events[this.#at];
    if (event) {
      this.#at += 1;
      this.given += 1;
    }
    return event;
  }

  /** Takes up to `most` events at once: for a stream that is alone. */
  takeAll(most: number): readonly LogEvent[] {
    const taken =
      this.#at === 0 && this.#events.length <= most
        ? this.#events
        : this.#events.slice(this.#at, this.#at + most);
    this.#at += taken.length;
    this.given += taken.length;
    return taken;
  }

  /**
   * Makes sure that there is a head, unless the stream has no more for now.
   * @param strictly asks until the service says that there is no more; else a page that is not full says so too, which
   *   saves the second request that every new line would cost
   * @throws what the source answers; the cursor stays where it was
   */
  async fill(strictly: boolean, signal: AbortSignal): Promise<void> {
    while (this.#at >= this.#events.length && !this.caughtUp) {
      const { events, nextToken } = await this.#page(signal);
      // Whoever goes on with it later asks for this page again: it must not come twice.
      signal.throwIfAborted();
      // CloudWatch says the end by answering with the token that it was asked with; the first page has none.
      const isEnd = nextToken === this.#token;
      this.#token = nextToken;
      this.#events = events;
      this.#at = 0;
      this.caughtUp = isEnd || (!strictly && this.isLive && events.length > 0 && !isFull(events));
      this.isLive ||= isEnd;
    }
  }

  /** Begins to fetch the page behind the held one. */
  fetchAhead(signal: AbortSignal): void {
    if (this.caughtUp || this.#ahead || this.#token === undefined || this.#events.length === 0) return;
    this.#ahead = this.#source.page(this.stream, this.#token, signal);
    // Whoever takes the page up hears of the failure.
    this.#ahead.catch(() => undefined);
  }

  /** Another run goes on with it: what was fetched ahead was ended with the one before. */
  resume(): void {
    this.#ahead = undefined;
    this.hasNews = true;
  }

  async #page(signal: AbortSignal): Promise<LogPage> {
    const ahead = this.#ahead;
    this.#ahead = undefined;
    return ahead ?? this.#source.page(this.stream, this.#token, signal);
  }
}
