import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { compileMetric, METRIC_FINDER } from '../../analysis/training/metricRegex.ts';
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

/**
 * What the thread runs: takes lines, answers with `[index, value]` of those that match for each metric, and with nothing for
 * one that it gives up. Plain JavaScript, as a thread takes it without a file of its own.
 */
const PROGRAM = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { createContext, Script } = require('node:vm');
  const find = new Script(${JSON.stringify(METRIC_FINDER)});
  const metrics = workerData.map((expression) => expression && createContext({ expression }));
  parentPort.on('message', (lines) => {
    parentPort.postMessage(metrics.map((context, n) => {
      if (!context) return undefined;
      context.lines = lines;
      try {
        return find.runInContext(context, { timeout: 2000 });
      } catch {
        metrics[n] = undefined;
        return undefined;
      }
    }));
  });`;
type Found = readonly (readonly [index: number, value: number])[];

/**
 * The values of metrics in the lines of log streams, each told as it is found, the last ones kept. A regular expression
 * can take for ever on an unlucky line: they are matched in a thread of their own, and one that takes longer than two seconds
 * for 500 lines is given up.
 */
export class MetricReader {
  /** Last values by metric name. */
  readonly values = new Map<string, MetricValue>();
  /** Names of metrics that were given up. */
  readonly givenUp = new Set<string>();
  readonly #definitions: readonly MetricDefinition[];
  readonly #onValue: (name: string, found: MetricValue) => void;
  #worker: Worker | undefined;

  constructor(definitions: readonly MetricDefinition[], onValue: (name: string, found: MetricValue) => void) {
    this.#onValue = onValue;
    this.#definitions = definitions;
  }

  /**
   * Reads events of one stream, at most {@link BATCH_LINES} of them, in the order of their times; after one reading the next.
   * @throws Error when the thread ends
   */
  async read(lines: readonly LogLine[]): Promise<void> {
    if (lines.length === 0) return;
    const worker = (this.#worker ??= this.#start());
    const answer = once(worker, 'message');
    worker.postMessage(lines.map(({ message }) => message));
    const [all] = (await answer) as [readonly (Found | undefined)[]];
    this.#definitions.forEach(({ name }, n) => {
      const found = all[n];
      if (!found) this.givenUp.add(name);
      for (const [index, value] of found ?? []) this.#take(name, value, lines[index]?.timestamp ?? 0);
    });
  }

  /** Ends the thread, when nothing is being read; what has been found stays, and a later reading begins another. */
  close(): void {
    void this.#worker?.terminate();
    this.#worker = undefined;
  }

  #start(): Worker {
    const workerData = this.#definitions.map(({ name, regex }) =>
      this.givenUp.has(name) ? undefined : compileMetric(regex),
    );
    const worker = new Worker(PROGRAM, { eval: true, workerData });
    // An engine that has nothing else to do may end.
    worker.unref();
    // Whoever reads is told by the same event; without memory, say. The next reading has a thread of its own.
    worker.on('error', () => (this.#worker = undefined));
    return worker;
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
