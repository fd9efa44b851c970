import { type Context, createContext, Script } from 'node:vm';
import type { Entry } from './entry.ts';
import { atLeast } from './level.ts';
import type { TailFilter } from './filter.ts';
import { withoutColours } from './sanitize.ts';

/** A regular expression may take for ever on a line that nearly matches. Milliseconds for all lines of one call. */
const limit = 250;
const script = new Script('run()');

/** The filter's expression took too long and was given up. */
export class SlowFilter extends Error {
  override readonly name = 'SlowFilter';
}

/** Chooses the lines that a filter and a host leave; without both, all. */
export class Matcher {
  readonly filter: TailFilter | undefined;
  readonly #takes: ((stream: string) => boolean) | undefined;
  #context: (Context & { run?: () => void }) | undefined;

  /** @param takes which streams pass; all when undefined */
  constructor(filter: TailFilter | undefined, takes: ((stream: string) => boolean) | undefined) {
    this.filter = filter;
    this.#takes = takes;
  }

  /** Whether every line passes. */
  get takesAll(): boolean {
    return this.filter === undefined && this.#takes === undefined;
  }

  /**
   * Of these the ones that pass, in order. The tail's own lines always do.
   * @throws SlowFilter when the expression does not come to an end
   */
  choose(entries: readonly Entry[]): readonly Entry[] {
    if (this.takesAll) return entries;
    const { filter } = this;
    const takes = this.#takes;
    const kept = entries.filter(
      (entry) =>
        entry.kind !== 'log' ||
        ((takes === undefined || takes(entry.stream)) &&
          (filter?.level === undefined || atLeast(entry.level, filter.level))),
    );
    if (filter?.text !== undefined) {
      const { text } = filter;
      return kept.filter((entry) => entry.kind !== 'log' || plain(entry).toLowerCase().includes(text));
    }
    return filter?.pattern === undefined ? kept : this.#matching(kept, filter.pattern);
  }

  /** Another context of V8 is the one place where an expression that runs can be stopped. */
  #matching(entries: readonly Entry[], pattern: RegExp): readonly Entry[] {
    let found: readonly Entry[] = [];
    this.#context ??= createContext({});
    this.#context.run = () => {
      found = entries.filter((entry) => entry.kind !== 'log' || pattern.test(plain(entry)));
    };
    try {
      script.runInContext(this.#context, { timeout: limit });
    } catch (error) {
      if (isTimeout(error)) throw new SlowFilter(`${String(pattern)} takes too long.`, { cause: error });
      throw error;
    }
    return found;
  }
}

const plain = ({ text }: Entry): string => withoutColours(text);

function isTimeout(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}
