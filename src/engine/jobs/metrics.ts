import { createContext, Script, type Context } from 'node:vm';
import { compileMetric } from '../../analysis/training/metricRegex.ts';
import { objects, text, type JsonObject } from '../json.ts';
import { epochSeconds } from '../resources/record.ts';
import { type LogLine } from '../store/logLine.ts';

export interface MetricDefinition {
  readonly name: string;
  readonly regex: string;
}

export interface MetricValue {
  readonly value: number;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
}

export function metricDefinitions(request: JsonObject): MetricDefinition[] {
  const specification = request['AlgorithmSpecification'] as JsonObject | undefined;
  return objects(specification, 'MetricDefinitions').map((item) => ({
    name: text(item, 'Name') ?? '',
    regex: text(item, 'Regex') ?? '',
  }));
}

/** How many lines {@link MetricReader.read} takes at once. */
export const BATCH_LINES = 500;
const BATCH_MILLISECONDS = 2000;
const FIND = new Script(
  `(() => { const found = []; for (let i = 0; i < lines.length; i++) {
     const match = expression.exec(lines[i]);
     if (match) { const value = Number.parseFloat(match[1] ?? match[0]); if (!Number.isNaN(value)) found.push([i, value]); }
   } return found; })()`,
);

/**
 * The values of metrics in the lines of log streams, each told as it is found, the last ones kept. A regular expression
 * can take for ever on an unlucky line; one that takes longer than two seconds for 500 lines is given up.
 */
export class MetricReader {
  /** Last values by metric name. */
  readonly values = new Map<string, MetricValue>();
  /** Names of metrics that were given up. */
  readonly givenUp = new Set<string>();
  readonly #metrics: { name: string; context: Context }[];
  readonly #onValue: (name: string, found: MetricValue) => void;

  constructor(definitions: readonly MetricDefinition[], onValue: (name: string, found: MetricValue) => void) {
    this.#onValue = onValue;
    this.#metrics = definitions.map(({ name, regex }) => ({
      name,
      context: createContext({ expression: compileMetric(regex), lines: [] }),
    }));
  }

  /** Reads events of one stream, at most {@link BATCH_LINES} of them, in the order of their times. */
  read(lines: readonly LogLine[]): void {
    const messages = lines.map(({ message }) => message);
    for (const { name, context } of this.#metrics) {
      if (this.givenUp.has(name) || messages.length === 0) continue;
      context['lines'] = messages;
      let found: [number, number][] = [];
      try {
        found = FIND.runInContext(context, { timeout: BATCH_MILLISECONDS }) as typeof found;
      } catch {
        this.givenUp.add(name);
      }
      for (const [index, value] of found) this.#take(name, value, lines[index]?.timestamp ?? 0);
    }
  }

  #take(name: string, value: number, timestamp: number): void {
    this.#onValue(name, { value, timestamp });
    const known = this.values.get(name);
    // Several hosts: the later of them says the last word.
    if (!known || known.timestamp <= timestamp) this.values.set(name, { value, timestamp });
  }

  /** `FinalMetricDataList`. */
  finalMetrics(): JsonObject[] {
    return [...this.values].map(([name, { value, timestamp }]) => ({
      MetricName: name,
      Value: value,
      Timestamp: epochSeconds(timestamp),
    }));
  }
}
