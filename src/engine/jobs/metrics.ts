import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createContext, Script, type Context } from 'node:vm';
import { objects, text, type JsonObject } from '../json.ts';
import { epochSeconds } from '../resources/record.ts';
import { decodeLogLine, type LogLine } from '../store/logLine.ts';

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

/** A metric's regular expression, Python's and Java's named groups included. @throws SyntaxError when it is none. */
export function compileMetric(regex: string): RegExp {
  const flags = /^\(\?([ims]+)\)/.exec(regex);
  const source = regex.slice(flags?.[0].length ?? 0).replaceAll('(?P<', '(?<');
  return new RegExp(source, flags?.[1] ?? '');
}

const BATCH_LINES = 500;
const BATCH_MILLISECONDS = 2000;
const FIND_LAST = new Script(
  `(() => { for (let i = lines.length - 1; i >= 0; i--) {
     const match = expression.exec(lines[i]);
     if (match) { const value = Number.parseFloat(match[1] ?? match[0]); if (!Number.isNaN(value)) return [i, value]; }
   } })()`,
);

/**
 * The last value of each metric in the lines of a log stream. A regular expression can take for ever on an unlucky
 * line; one that takes longer than two seconds for 500 lines is given up.
 */
export class MetricReader {
  /** Last values by metric name. */
  readonly values = new Map<string, MetricValue>();
  /** Names of metrics that were given up. */
  readonly givenUp = new Set<string>();
  readonly #metrics: { name: string; context: Context }[];

  constructor(definitions: readonly MetricDefinition[]) {
    this.#metrics = definitions.map(({ name, regex }) => ({
      name,
      context: createContext({ expression: compileMetric(regex), lines: [] }),
    }));
  }

  /** Reads a stream's file from its beginning. */
  async readFile(file: string): Promise<void> {
    let batch: LogLine[] = [];
    for await (const raw of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
      const line = decodeLogLine(raw);
      if (line) batch.push(line);
      if (batch.length < BATCH_LINES) continue;
      this.read(batch);
      batch = [];
    }
    this.read(batch);
  }

  /** Reads events that are in the order of their times. */
  read(lines: readonly LogLine[]): void {
    const messages = lines.map(({ message }) => message);
    for (const { name, context } of this.#metrics) {
      if (this.givenUp.has(name) || messages.length === 0) continue;
      context['lines'] = messages;
      let found: [number, number] | undefined;
      try {
        found = FIND_LAST.runInContext(context, { timeout: BATCH_MILLISECONDS }) as typeof found;
      } catch {
        this.givenUp.add(name);
      }
      const timestamp = found && lines[found[0]]?.timestamp;
      if (!found || timestamp === undefined) continue;
      const known = this.values.get(name);
      // Several hosts: the later of them says the last word.
      if (!known || known.timestamp <= timestamp) this.values.set(name, { value: found[1], timestamp });
    }
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
