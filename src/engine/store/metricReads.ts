import { type Database } from './database.ts';

/** Dimensions in an order of their own, so that equal ones are equal as text. */
export function dimensionsText(dimensions: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A metric's data of one unit. */
export interface Series {
  readonly id: number;
  readonly unit: string;
}

/** What was measured in one period. */
export interface PeriodStatistics {
  /** The period's begin, epoch seconds. */
  readonly at: number;
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  /** Whether single values are not known: they came as sets of statistics. */
  readonly hasSets: number;
}

/** A stretch of time, epoch seconds; the end does not belong to it. */
export interface Range {
  readonly start: number;
  readonly end: number;
  /** Seconds. */
  readonly period: number;
}

export interface ListedMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: readonly (readonly [name: string, value: string])[];
}

export interface MetricListQuery {
  readonly region: string;
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
  /** Each must be there, with that value if one is given. */
  readonly dimensions: readonly { readonly name: string; readonly value?: string | undefined }[];
  /** Epoch seconds: only metrics with newer data. */
  readonly since: number;
  readonly after?: readonly [namespace: string, name: string, dimensions: string] | undefined;
  readonly limit: number;
}

/** A value and how often it was measured. */
export type Weighted = readonly [value: number, count: number];

/** What is asked of the stored metrics; times in epoch seconds. */
export class MetricReads {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** A metric's series, one for each unit. @param dimensions as {@link dimensionsText} writes them */
  series(region: string, namespace: string, name: string, dimensions: string): Series[] {
    return this.#db.all<{ id: number; unit: string }>(
      'SELECT id, unit FROM metric_series WHERE region = ? AND namespace = ? AND name = ? AND dimensions = ? ORDER BY unit',
      ...[region, namespace, name, dimensions],
    );
  }

  /** Epoch seconds of the newest data with these dimensions; 0 where there is none. */
  lastAt(region: string, namespace: string, dimensions: Readonly<Record<string, string>>): number {
    const row = this.#db.get<{ last: number | null }>(
      'SELECT max(last_at) AS last FROM metric_series WHERE region = ? AND namespace = ? AND dimensions = ?',
      ...[region, namespace, dimensionsText(dimensions)],
    );
    return row?.last ?? 0;
  }

  /** The statistics of each period in which there was something. */
  periods(
    series: readonly number[],
    { start, end, period }: Range,
    order: { readonly descending: boolean; readonly limit: number },
  ): PeriodStatistics[] {
    return this.#db.all<PeriodStatistics & Record<string, number>>(
      `SELECT at / CAST(? AS INTEGER) * CAST(? AS INTEGER) AS at, sum(count) AS count, sum(sum) AS sum, min(min) AS min, max(max) AS max,
         max(is_set AND min < max) AS hasSets FROM metric_samples
       WHERE series IN (SELECT value FROM json_each(?)) AND at >= ? AND at < ?
       GROUP BY 1 ORDER BY 1 ${order.descending ? 'DESC' : 'ASC'} LIMIT ?`,
      ...[period, period, JSON.stringify(series), start, end, order.limit],
    );
  }

  /** The values of one period, in order; values that differ in the fifth digit only are one. */
  values(series: readonly number[], start: number, end: number): Weighted[] {
    return this.#db
      .all<{ value: number; count: number }>(
        `SELECT sum(sum) / sum(count) AS value, sum(count) AS count FROM metric_samples
         WHERE series IN (SELECT value FROM json_each(?)) AND at >= ? AND at < ?
         GROUP BY printf('%.4e', sum / count) ORDER BY 1`,
        ...[JSON.stringify(series), start, end],
      )
      .map(({ value, count }) => [value, count] as const);
  }

  list(query: MetricListQuery): ListedMetric[] {
    const where = ['region = ?', 'last_at >= ?'];
    const values: (string | number)[] = [query.region, query.since];
    const add = (condition: string, ...more: string[]): void => {
      where.push(condition);
      values.push(...more);
    };
    if (query.namespace !== undefined) add('namespace = ?', query.namespace);
    if (query.name !== undefined) add('name = ?', query.name);
    if (query.after) add('(namespace, name, dimensions) > (?, ?, ?)', ...query.after);
    for (const { name, value } of query.dimensions) {
      const named = "json_extract(value, '$[0]') = ?";
      if (value === undefined) add(`EXISTS (SELECT 1 FROM json_each(dimensions) WHERE ${named})`, name);
      else
        add(
          `EXISTS (SELECT 1 FROM json_each(dimensions) WHERE ${named} AND json_extract(value, '$[1]') = ?)`,
          ...[name, value],
        );
    }
    return this.#db
      .all<{ namespace: string; name: string; dimensions: string }>(
        `SELECT DISTINCT namespace, name, dimensions FROM metric_series WHERE ${where.join(' AND ')}
         ORDER BY namespace, name, dimensions LIMIT ?`,
        ...[...values, query.limit],
      )
      .map(({ dimensions, ...rest }) => ({
        ...rest,
        dimensions: JSON.parse(dimensions) as [string, string][],
      }));
  }
}
