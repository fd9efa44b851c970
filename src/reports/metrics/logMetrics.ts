import type { SeriesHead } from '../../messages/metrics.ts';
import { LogLines } from './logLines.ts';
import type { MetricClients } from './metricClients.ts';
import { type Definition, ObservationReader } from './observations.ts';
import { Observed } from './observed.ts';
import type { SeriesSet } from './seriesSet.ts';

/** How late CloudWatch's first value may be before the log's, when both begin at the same one. Milliseconds. */
const play = 120_000;

/** A job's metrics as its log tells them: every value, with the epoch or step that its line names. */
export class LogMetrics {
  readonly #lines: LogLines;
  readonly #definitions: readonly Definition[];
  readonly #subject: string;
  readonly #readers = new Map<string, ObservationReader>();
  /** By metric, then by stream. */
  readonly #found = new Map<string, Map<string, Observed>>();
  readonly #shown = new Set<string>();

  constructor(
    clients: Pick<MetricClients, 'logs'>,
    subject: string,
    job: string,
    definitions: readonly Definition[],
  ) {
    this.#lines = new LogLines(clients, '/aws/sagemaker/TrainingJobs', `${job}/`);
    this.#subject = subject;
    this.#definitions = definitions;
  }

  /** Metrics that the log tells; CloudWatch need not be asked for them. */
  get told(): ReadonlySet<string> {
    return this.#shown;
  }

  get caughtUp(): boolean {
    return this.#lines.caughtUp;
  }

  /** The log is longer than is read. */
  get tooLong(): boolean {
    return this.#lines.tooLong;
  }

  /**
   * Reads on, and puts what was found into the series once the log has been read to its end.
   * @param cloudWatchBegan when CloudWatch's values of a metric begin: a log that begins later has lost its beginning
   */
  async read(
    set: SeriesSet,
    cloudWatchBegan: (metric: string) => number | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    for (const { stream, lines } of await this.#lines.read(signal)) {
      const reader = this.#readers.get(stream) ?? new ObservationReader(this.#definitions);
      this.#readers.set(stream, reader);
      for (const one of reader.read(lines)) {
        const streams = this.#found.get(one.metric) ?? new Map<string, Observed>();
        this.#found.set(one.metric, streams);
        const observed = streams.get(stream) ?? new Observed();
        streams.set(stream, observed);
        observed.add(one);
      }
    }
    if (!this.caughtUp) return;
    for (const [metric, streams] of this.#found) {
      if (!this.#shown.has(metric) && !isWhole(streams, cloudWatchBegan(metric))) continue;
      if (!this.#shown.has(metric)) set.remove(cloudWatchId(this.#subject, metric));
      this.#shown.add(metric);
      this.#show(set, metric, streams);
    }
  }

  #show(set: SeriesSet, metric: string, streams: ReadonlyMap<string, Observed>): void {
    for (const [stream, observed] of streams) {
      const host = /\/([^/]+?)-\d+$/.exec(stream)?.[1] ?? stream;
      const { stepName, times, values } = observed;
      const head: SeriesHead = {
        id: `${this.#subject} log ${metric} ${host}`,
        subject: this.#subject,
        metric,
        host: streams.size > 1 ? host : undefined,
        group: 'algorithm',
        unit: undefined,
        stepName,
        source: { from: 'log' },
      };
      const series = set.of(head);
      if (series.head.stepName !== stepName || series.head.host !== head.host) series.clear(head);
      for (let i = series.times.length; i < times.length; i++)
        series.add(times[i] ?? 0, observed.step(i), values[i] ?? NaN);
    }
  }
}

/** The id of a metric's series as CloudWatch tells it. */
export function cloudWatchId(subject: string, metric: string, host = ''): string {
  return `${subject} cloudwatch ${metric} ${host}`;
}

function isWhole(streams: ReadonlyMap<string, Observed>, cloudWatchBegan: number | undefined): boolean {
  const began = Math.min(...[...streams.values()].map(({ times: [first] }) => first ?? Infinity));
  return cloudWatchBegan === undefined || began <= cloudWatchBegan + play;
}
