import type { LogLook } from '../../../messages/log.ts';
import { LineSet } from '../lineSet.ts';
import type { Scanner } from '../scan/scanner.ts';
import { expressionOf, type LineFilter, type ScanProgress } from '../scan/scanQuery.ts';
import type { Spool } from '../spool/spool.ts';

/** Which lines of a spool a look takes, and in which of them its search finds something; both grow as the spool does. */
export class FoundLines {
  readonly #spool: Spool;
  readonly #scanner: Scanner;
  readonly #changed: () => void;
  #look: LogLook = { leastLevel: 0, host: undefined, search: undefined, onlyFound: false };
  #taken: LineSet | undefined;
  #found: LineSet | undefined;
  #problem: string | undefined;
  #running: AbortController | undefined;
  #generation = 0;

  /** @param changed hears of every step */
  constructor(spool: Spool, scanner: Scanner, changed: () => void) {
    this.#spool = spool;
    this.#scanner = scanner;
    this.#changed = changed;
  }

  get look(): LogLook {
    return this.#look;
  }

  /** Another one whenever the rows are not those from before with some more behind them. */
  get generation(): number {
    return this.#generation;
  }

  /** Lines that the search finds; undefined without one. */
  get found(): LineSet | undefined {
    return this.#found;
  }

  /** Why the search cannot be done. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** The lines that are rows; undefined when all are. */
  get rows(): LineSet | undefined {
    return this.#look.onlyFound && this.#found ? this.#found : this.#taken;
  }

  /** Lines that have not been looked at. */
  get unseen(): number {
    return this.#spool.lines - this.#seen;
  }

  set(look: LogLook): void {
    const before = this.#look;
    const filterStays = sameFilter(before, look);
    const searchStays = filterStays && sameSearch(before, look);
    this.#look = look;
    if (!filterStays) this.#taken = filterOf(look) && new LineSet();
    if (!searchStays) {
      this.#problem = problemOf(look);
      this.#found = look.search && this.#problem === undefined ? new LineSet() : undefined;
      this.#stop();
    }
    if (
      !filterStays ||
      ((before.onlyFound || look.onlyFound) && !(searchStays && before.onlyFound === look.onlyFound))
    )
      this.#generation += 1;
    this.grow();
    this.#changed();
  }

  /** Looks at lines that have come. */
  grow(): void {
    if (this.#running || this.unseen <= 0) return;
    const controller = new AbortController();
    this.#running = controller;
    void this.#run(controller.signal).finally(() => {
      if (this.#running !== controller) return;
      this.#running = undefined;
      this.grow();
    });
  }

  dispose(): void {
    this.#stop();
  }

  get #seen(): number {
    return Math.min(this.#taken?.upTo ?? this.#spool.lines, this.#found?.upTo ?? this.#spool.lines);
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { lines: to, bytes: endByte, files } = this.#spool;
    const search = this.#found && this.#look.search;
    const task = { ...files, from: this.#seen, to, endByte, filter: filterOf(this.#look), search };
    try {
      await this.#scanner.scan(task, (progress) => this.#take(progress, signal), signal);
    } catch (error) {
      if (signal.aborted) return;
      this.#problem = error instanceof Error ? error.message : String(error);
      // What cannot be looked at is not looked at again and again.
      this.#found = undefined;
      this.#changed();
    }
  }

  #take({ taken, found, upTo }: ScanProgress, signal: AbortSignal): void {
    if (signal.aborted) return;
    const known = this.#taken?.upTo ?? 0;
    if (upTo > known) this.#taken?.append(known === 0 ? taken : taken.filter((line) => line >= known), upTo);
    this.#found?.append(found, upTo);
    this.#changed();
  }

  #stop(): void {
    this.#running?.abort();
    this.#running = undefined;
  }
}

function filterOf({ leastLevel, host }: LogLook): LineFilter | undefined {
  return leastLevel === 0 && host === undefined ? undefined : { leastLevel, stream: host };
}

const sameFilter = (a: LogLook, b: LogLook): boolean => a.leastLevel === b.leastLevel && a.host === b.host;

const sameSearch = ({ search: a }: LogLook, { search: b }: LogLook): boolean =>
  a?.text === b?.text && a?.isRegex === b?.isRegex && a?.matchCase === b?.matchCase;

function problemOf({ search }: LogLook): string | undefined {
  try {
    if (search) expressionOf(search);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
