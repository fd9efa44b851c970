import type { LogEvent, LogPage, LogSource } from '../../follow/logSource.ts';

/** A stream that has given so many pages may be written as fast as it is read: it is asked where its end is. */
const pagesUntilAsked = 3;

/**
 * A source that ends: each stream where it was caught up with once, or at the last event that it had when it was asked for
 * that. A stream's own times are only ever compared with each other, so that a host whose clock is wrong loses no line, and a
 * job that writes faster than anyone reads is not read for ever.
 */
export class UntilNow implements LogSource {
  readonly #source: LogSource;
  readonly #pages = new Map<string, number>();
  /** The time of the last event that still belongs to it, in milliseconds since the epoch. */
  readonly #last = new Map<string, number>();
  readonly #ended = new Set<string>();

  constructor(source: LogSource) {
    this.#source = source;
  }

  get callsPerSecond(): number {
    return this.#source.callsPerSecond ?? Infinity;
  }

  streams(signal: AbortSignal, note?: (text: string) => void): Promise<readonly string[]> {
    return this.#source.streams(signal, note);
  }

  async page(stream: string, token: string | undefined, signal: AbortSignal): Promise<LogPage> {
    if (this.#ended.has(stream)) return { events: [], nextToken: token ?? '' };
    const last = await this.#lastOf(stream, signal);
    const page = await this.#source.page(stream, token, signal);
    this.#pages.set(stream, (this.#pages.get(stream) ?? 0) + 1);
    if (page.nextToken === token) this.#ended.add(stream);
    if (last === undefined || !isBehind(page.events, last)) return page;
    this.#ended.add(stream);
    return { events: page.events.filter(({ timestamp }) => timestamp <= last), nextToken: page.nextToken };
  }

  async #lastOf(stream: string, signal: AbortSignal): Promise<number | undefined> {
    const known = this.#last.get(stream);
    if (known !== undefined || (this.#pages.get(stream) ?? 0) < pagesUntilAsked) return known;
    const last = await this.#source.lastTime?.(stream, signal);
    if (last !== undefined) this.#last.set(stream, last);
    return last;
  }
}

const isBehind = (events: readonly LogEvent[], time: number): boolean =>
  (events.at(-1)?.timestamp ?? -Infinity) > time;
