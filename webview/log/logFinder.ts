import type { AnswerOf, InputOf } from '../../src/messages/channel.ts';
import type { LogChannel, LogLook, LogPosition, LogSearch } from '../../src/messages/log.ts';

/** Typing is over when nothing was typed for so long. Milliseconds. */
const typingPause = 150;
/** How often, and how many times, is looked whether the page has been told of a row that was found. Milliseconds. */
const told = { every: 50, times: 100 } as const;

type LogFilter = Omit<LogLook, 'search'>;

/** The list of lines, as far as a search needs it. */
interface FinderList {
  readonly active: number;
  readonly first: number;
  goTo(row: number): void;
  requestUpdate(): void;
}

/** What of the page the search goes by. */
export interface FinderPart {
  readonly look: (look: LogLook) => Promise<unknown>;
  /** Undefined as well when it could not be asked: that has been said. */
  readonly find: (from: InputOf<LogChannel, 'find'>) => Promise<AnswerOf<LogChannel, 'find'> | undefined>;
  readonly cache: { row(row: number): { readonly line: number } | undefined; clear(): void };
  readonly list: () => FinderList | null;
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
  #typing: ReturnType<typeof setTimeout> | undefined;
  /** Each search that is begun; answers to those before are of no interest. */
  #searches = 0;
  /** The step from find to find that was asked for last: the next one begins where it has led. */
  #step: Promise<void> = Promise.resolve();

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
  find(backwards: boolean): Promise<void> {
    if (this.#typing !== undefined) return this.#begin();
    const step = async () => {
      const line = this.#at?.line ?? this.#lineOf(this.#part.list()?.active);
      await this.#goToFind(backwards ? line - 1 : line + 1, backwards);
    };
    this.#step = this.#step.then(step);
    return this.#step;
  }

  /** Looks for the first find from where one is. */
  async #begin(): Promise<void> {
    clearTimeout(this.#typing);
    this.#typing = undefined;
    const line = this.#lineOf(this.#part.list()?.first);
    await this.#look();
    if (this.#search.text === '') return;
    this.#step = this.#goToFind(line, false);
    await this.#step;
  }

  #lineOf(row = 0): number {
    return this.#part.cache.row(row)?.line ?? 0;
  }

  async #look(): Promise<void> {
    const search = this.#search.text === '' ? undefined : this.#search;
    const { onlyFound } = this.#filter;
    // What was found is marked in rows: those that are there do not know of it yet.
    this.#part.cache.clear();
    await this.#part.look({ ...this.#filter, search, onlyFound: onlyFound && search !== undefined });
    this.#part.list()?.requestUpdate();
  }

  async #goToFind(line: number, backwards: boolean): Promise<void> {
    const search = (this.#searches += 1);
    const found = await this.#part.find({ line, backwards });
    if (search !== this.#searches) return;
    this.#at = found;
    this.#part.changed();
    if (found) void this.#goTo(found, search);
  }

  async #goTo({ row }: LogPosition, search: number): Promise<void> {
    // The row may be one that the page has not been told of.
    for (let tries = 0; tries < told.times && this.#part.rows() <= row; tries += 1)
      await new Promise((wake) => setTimeout(wake, told.every));
    if (search === this.#searches) this.#part.list()?.goTo(row);
  }
}
