import { type EngineLog } from '../log.ts';
import { type Database } from './database.ts';
import { dimensionsText, MetricReads } from './metricReads.ts';
import { migrateMetrics, thinMetrics } from './metricTables.ts';

/** What tells a metric from others. */
export interface MetricKey {
  readonly region: string;
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** CloudWatch's `StandardUnit`; default `None`. */
  readonly unit?: string;
}

/** What was measured at one time. */
export interface MetricSample {
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  /** Given as a set of statistics: its single values are not known. */
  readonly isSet: boolean;
}

const FLUSH_MILLISECONDS = 1000;
const MAX_BUFFERED = 5000;
const MAX_KNOWN_SERIES = 10_000;
const THIN_MILLISECONDS = 3_600_000;

/**
 * CloudWatch's metrics. {@link MetricStore.write} is durable when it returns; {@link MetricStore.put} is for what the
 * engine measures itself: it gathers for a second, so that an invocation never waits for the disk.
 */
export class MetricStore {
  readonly reads: MetricReads;
  readonly #db: Database;
  readonly #log: EngineLog;
  readonly #buffer = new Map<string, { key: MetricKey; sample: MetricSample }>();
  /** Ids of series by their keys. */
  readonly #known = new Map<string, number>();
  readonly #thinning: NodeJS.Timeout;
  #flush: NodeJS.Timeout | undefined;

  constructor(db: Database, log: EngineLog) {
    this.#db = db;
    this.#log = log;
    migrateMetrics(db);
    this.reads = new MetricReads(db);
    this.#thinning = setInterval(() => this.#thin(), THIN_MILLISECONDS).unref();
    setImmediate(() => this.#thin());
  }

  /** Takes one value; stored within a second. @param timestamp milliseconds since the epoch */
  put(key: MetricKey, value: number, timestamp = Date.now()): void {
    if (!Number.isFinite(value)) return;
    const second = Math.floor(timestamp / 1000);
    const id = `${seriesText(key)} ${second} ${value}`;
    const count = (this.#buffer.get(id)?.sample.count ?? 0) + 1;
    const sample = { timestamp, count, sum: value * count, min: value, max: value, isSet: false };
    this.#buffer.set(id, { key, sample });
    if (this.#buffer.size >= MAX_BUFFERED) this.flush();
    this.#flush ??= setTimeout(() => this.flush(), FLUSH_MILLISECONDS).unref();
  }

  /** Stores samples, all or none, on the disk when it returns. */
  write(samples: readonly { readonly key: MetricKey; readonly sample: MetricSample }[]): void {
    if (samples.length === 0) return;
    this.#db.transaction(() => {
      const latest = new Map<number, number>();
      for (const { key, sample } of samples) {
        const series = this.#series(key);
        const at = Math.floor(sample.timestamp / 1000);
        const { count, sum, min, max, isSet } = sample;
        this.#db.run(
          'INSERT INTO metric_samples VALUES (?, ?, ?, ?, ?, ?, ?)',
          ...[series, at, count, sum, min, max, isSet ? 1 : 0],
        );
        latest.set(series, Math.max(at, latest.get(series) ?? 0));
      }
      for (const [series, at] of latest) {
        this.#db.run('UPDATE metric_series SET last_at = max(last_at, ?) WHERE id = ?', at, series);
      }
    });
  }

  /** Stores what has been put. */
  flush(): void {
    clearTimeout(this.#flush);
    this.#flush = undefined;
    const samples = [...this.#buffer.values()];
    this.#buffer.clear();
    try {
      this.write(samples);
    } catch (error) {
      this.#known.clear();
      this.#log(`${samples.length} metric values could not be stored`, error);
    }
  }

  close(): void {
    clearInterval(this.#thinning);
    this.flush();
  }

  #thin(): void {
    try {
      thinMetrics(this.#db, Math.floor(Date.now() / 1000));
      this.#known.clear();
    } catch (error) {
      this.#log('Old metrics could not be thinned', error);
    }
  }

  #series(key: MetricKey): number {
    const text = seriesText(key);
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const { region, namespace, name, dimensions, unit = 'None' } = key;
    const values = [region, namespace, name, dimensionsText(dimensions), unit] as const;
    this.#db.run(
      'INSERT OR IGNORE INTO metric_series (region, namespace, name, dimensions, unit, last_at) VALUES (?, ?, ?, ?, ?, 0)',
      ...values,
    );
    const row = this.#db.get<{ id: number }>(
      'SELECT id FROM metric_series WHERE region = ? AND namespace = ? AND name = ? AND dimensions = ? AND unit = ?',
      ...values,
    );
    if (!row) throw new Error(`The metric ${text} was not stored.`);
    if (this.#known.size >= MAX_KNOWN_SERIES) this.#known.clear();
    this.#known.set(text, row.id);
    return row.id;
  }
}

function seriesText({ region, namespace, name, dimensions, unit = 'None' }: MetricKey): string {
  return JSON.stringify([region, namespace, name, dimensionsText(dimensions), unit]);
}
