import type { Entry } from './entry.ts';

/** More bars than these nobody can follow at once. */
const mostPerStream = 4;

/** The progress bars that still move, by stream: each is one line, whatever number of lines the log has for it. */
export class Bars {
  readonly #streams = new Map<string, Map<string, Entry>>();
  #all: readonly Entry[] | undefined;

  /** The bars in the order in which they began; oldest first. */
  get all(): readonly Entry[] {
    this.#all ??= [...this.#streams.values()].flatMap((bars) => [...bars.values()]);
    return this.#all;
  }

  /** A bar's new state. @returns the bars that are over by it: the same one, when it has started over. */
  move(entry: Entry): readonly Entry[] {
    const { bar, stream } = entry;
    if (!bar) return [];
    this.#all = undefined;
    const bars = this.#streams.get(stream) ?? new Map<string, Entry>();
    this.#streams.set(stream, bars);
    const before = bars.get(bar.key);
    const over = before?.bar && before.bar.at > bar.at ? [before] : [];
    // In the order of what began last.
    if (over.length > 0) bars.delete(bar.key);
    bars.set(bar.key, entry);
    const [oldest] = bars;
    if (bars.size <= mostPerStream || !oldest) return over;
    bars.delete(oldest[0]);
    return [...over, oldest[1]];
  }

  /** Another line of a stream ends its bars where they are. @returns them as they were last */
  end(stream: string): readonly Entry[] {
    const bars = this.#streams.get(stream);
    if (!bars) return [];
    this.#all = undefined;
    this.#streams.delete(stream);
    return [...bars.values()];
  }

  /** All of them are over. */
  endAll(): readonly Entry[] {
    const all = this.all;
    this.#streams.clear();
    this.#all = undefined;
    return all;
  }
}
