import type { Entry } from './entry.ts';
import { filterText, type TailFilter } from './filter.ts';
import type { HostNames } from './hostNames.ts';
import { Matcher, SlowFilter } from './matcher.ts';

/** Which lines are shown: those that a filter and a host leave. */
export class LineChoice {
  readonly #names: HostNames;
  readonly #onGivenUp: (why: string) => void;
  #matcher = new Matcher(undefined, undefined);
  #host: string | undefined;

  /** @param onGivenUp hears that a filter is off because it took too long */
  constructor(names: HostNames, onGivenUp: (why: string) => void) {
    this.#names = names;
    this.#onGivenUp = onGivenUp;
  }

  get filter(): TailFilter | undefined {
    return this.#matcher.filter;
  }

  get host(): string | undefined {
    return this.#host;
  }

  /** Lines of one host, of all when undefined, that pass a filter, if there is one. */
  set(filter: TailFilter | undefined, host: string | undefined): void {
    this.#host = host;
    const takes = host === undefined ? undefined : (stream: string) => this.#names.of(stream) === host;
    this.#matcher = new Matcher(filter, takes);
  }

  /** Of these the ones that are shown, in order. */
  of(entries: readonly Entry[]): readonly Entry[] {
    try {
      return this.#matcher.choose(entries);
    } catch (error) {
      if (!(error instanceof SlowFilter)) throw error;
      this.set(undefined, this.#host);
      this.#onGivenUp(`${error.message} The filter is off.`);
      return this.#matcher.choose(entries);
    }
  }

  /** `Showing algo-2 · ≥ warning · 3 of 1,200 lines · c shows all`; undefined where that is all. */
  told(shown: number, total: number): string | undefined {
    if (this.#matcher.takesAll) return undefined;
    const parts = [
      ...(this.#host === undefined ? [] : [this.#host]),
      ...(this.filter ? [filterText(this.filter)] : []),
      `${number(shown)} of ${number(total)} lines`,
      'c shows all',
    ];
    return `Showing ${parts.join(' · ')}`;
  }
}

/** `1,200`. */
export const number = (value: number): string => value.toLocaleString('en-US');
