import type { LogChannel, LogLook, LogPosition, LogSearch } from '../../src/messages/log.ts';
import type { Requests } from '../components/requests.ts';
import type { LogList } from './logList.ts';
import type { RowCache } from './rowCache.ts';

/** Typing is over when nothing was typed for so long. Milliseconds. */
const typingPause = 150;
/** How often, and how many times, is looked whether the page has been told of a row that was found. Milliseconds. */
const told = { every: 50, times: 100 } as const;

type LogFilter = Omit<LogLook, 'search'>;

/** What of the page the search goes by. */
export interface FinderPart {
  readonly requests: Requests<LogChannel>;
  readonly cache: RowCache;
  readonly list: () => LogList | null;
  /** How many rows the page has been told of. */
  readonly rows: () => number;
  readonly changed: () => void;
}

/** Which lines are shown, and the search in them: what for, and which find it is at. */
export class LogFinder {
  readonly #part: FinderPart;
  #search: LogSearch = { text: '', isRegex: false, matchCase: false };
  #filter: LogFilter = { leastLevel: 0, host: undefined, onlyFound: false };
  #at: LogPosition | undefined;
  #typing: number | undefined;
  /** Each search that is begun; answers to those before are of no interest. */
  #searches = 0;

  constructor(part: FinderPart) {
    this.#part = part;
  }

  get search(): LogSearch {
    return this.#search;
  }

  /** As the person has set it; lines that are found need a search as well. */
  get filter(): LogFilter {
    return this.#filter;
  }

  /** The find that the search is at. */
  get at(): LogPosition | undefined {
    return this.#at;
  }

  /** Shows other lines. */
  show(change: Partial<LogFilter>): void {
    this.#filter = { ...this.#filter, ...change };
    this.#part.changed();
    void this.#look();
  }

  /** Searches for something else, once it is typed. */
  searchFor(search: LogSearch): void {
    this.#search = search;
    this.#at = undefined;
    this.#part.changed();
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => void this.#begin(), typingPause);
  }

  /** Goes to the next find, or the one before; without a search there is none. */
  async find(backwards: boolean): Promise<void> {
    if (this.#typing !== undefined) return this.#begin();
    const line = this.#at?.line ?? this.#lineOf(this.#part.list()?.active);
    await this.#goToFind(backwards ? line - 1 : line + 1, backwards);
  }

  /** Looks for the first find from where one is. */
  async #begin(): Promise<void> {
    clearTimeout(this.#typing);
    this.#typing = undefined;
    const line = this.#lineOf(this.#part.list()?.first);
    await this.#look();
    if (this.#search.text !== '') await this.#goToFind(line, false);
  }

  #lineOf(row = 0): number {
    return this.#part.cache.row(row)?.line ?? 0;
  }

  async #look(): Promise<void> {
    const search = this.#search.text === '' ? undefined : this.#search;
    const { onlyFound } = this.#filter;
    // What was found is marked in rows: those that are there do not know of it yet.
    this.#part.cache.clear();
    await this.#part.requests.ask('look', {
      ...this.#filter,
      search,
      onlyFound: onlyFound && search !== undefined,
    });
    this.#part.list()?.requestUpdate();
  }

  async #goToFind(line: number, backwards: boolean): Promise<void> {
    const search = (this.#searches += 1);
    const found = await this.#part.requests.ask('find', { line, backwards });
    if (search !== this.#searches) return;
    this.#at = found;
    this.#part.changed();
    if (!found) return;
    // The row may be one that the page has not been told of.
    for (let tries = 0; tries < told.times && this.#part.rows() <= found.row; tries += 1)
      await new Promise((wake) => setTimeout(wake, told.every));
    this.#part.list()?.goTo(found.row);
  }
}
