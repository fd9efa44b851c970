import { createContext, Script, type Context } from 'node:vm';
import { compileMetric, METRIC_FINDER } from '../../analysis/training/metricRegex.ts';
import { type Counters, countersOf } from './counters.ts';

export interface Definition {
  readonly name: string;
  readonly regex: string;
}

/** One line of a log. */
export interface Line {
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly message: string;
}

/** One value that a log tells of a metric. */
export interface Observation extends Counters {
  readonly metric: string;
  readonly time: number;
  readonly value: number;
}

const longest = 1000;
const find = new Script(METRIC_FINDER);

/**
 * Reads the values of metrics, with the epoch or step that they belong to, out of one log stream. An expression that takes
 * longer than a second for a batch of lines is given up: it could take for ever, and this thread with it.
 */
export class ObservationReader {
  /** Names of metrics whose expressions were given up, or are none. */
  readonly givenUp = new Set<string>();
  readonly #metrics: { readonly name: string; readonly context: Context }[] = [];
  /** Keras says the epoch in a line of its own, before those with the values. */
  #epoch: number | undefined;

  constructor(definitions: readonly Definition[]) {
    for (const { name, regex } of definitions) {
      try {
        this.#metrics.push({ name, context: createContext({ expression: compileMetric(regex), lines: [] }) });
      } catch {
        this.givenUp.add(name);
      }
    }
  }

  /** @param lines that follow those read before. @returns in their order */
  read(lines: readonly Line[]): Observation[] {
    const messages = lines.map(({ message }) => message);
    const counters = messages.map((message) => this.#counters(message));
    const found = this.#metrics.flatMap(({ name, context }) =>
      this.#find(name, context, messages).map(([index, value]) => ({ name, index, value })),
    );
    return found
      .sort((a, b) => a.index - b.index)
      .map(({ name, index, value }) => ({
        metric: name,
        time: lines[index]?.timestamp ?? 0,
        value,
        ...counters[index],
      }));
  }

  #counters(message: string): Counters {
    const found = countersOf(message);
    this.#epoch = found.epoch ?? this.#epoch;
    return { ...found, ...(this.#epoch !== undefined && { epoch: this.#epoch }) };
  }

  #find(name: string, context: Context, messages: string[]): [number, number][] {
    if (messages.length === 0 || this.givenUp.has(name)) return [];
    context['lines'] = messages;
    try {
      return find.runInContext(context, { timeout: longest }) as [number, number][];
    } catch {
      this.givenUp.add(name);
      return [];
    }
  }
}
