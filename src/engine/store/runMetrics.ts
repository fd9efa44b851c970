import { type Database } from './database.ts';

const MIGRATIONS = [
  `CREATE TABLE run_metrics (
     component TEXT NOT NULL, component_created INTEGER NOT NULL, name TEXT NOT NULL, at INTEGER NOT NULL,
     step INTEGER, value REAL NOT NULL) STRICT;
   CREATE INDEX run_metrics_by_name ON run_metrics (component, component_created, name, step);`,
];

/** The trial component that values belong to; a later one of the same name has none of them. */
export interface Component {
  readonly arn: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

export interface RunValue {
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly step: number | undefined;
  readonly value: number;
}

/** What some values come to. */
export interface RunSummary {
  /** What they have in common: the metric's name, the step, or the begin of the period (milliseconds). */
  readonly key: string | number;
  readonly count: number;
  readonly min: number;
  readonly max: number;
  readonly avg: number;
  readonly stdDev: number;
  /** The value that came last, and when: milliseconds since the epoch. */
  readonly last: number;
  readonly lastAt: number;
}

export interface RunQuery {
  readonly name: string;
  /** `step`, or the length of a period in milliseconds. */
  readonly by: 'step' | number;
  /** Both are inside: steps, or milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly limit: number;
}

/** The values that training code has put for its runs (SageMaker Experiments), each by itself. */
export class RunMetrics {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
    db.migrate('runMetrics', MIGRATIONS);
  }

  /** Stores values, all or none, on the disk when it returns. */
  put({ arn, createdAt }: Component, values: readonly RunValue[]): void {
    this.#db.transaction(() => {
      this.#db.run('DELETE FROM run_metrics WHERE component = ? AND component_created <> ?', arn, createdAt);
      for (const { name, at, step, value } of values)
        this.#db.run(
          'INSERT INTO run_metrics VALUES (?, ?, ?, ?, ?, ?)',
          ...[arn, createdAt, name, at, step ?? null, value],
        );
    });
  }

  names({ arn, createdAt }: Component): string[] {
    const rows = this.#db.all<{ name: string }>(
      'SELECT DISTINCT name FROM run_metrics WHERE component = ? AND component_created = ?',
      ...[arn, createdAt],
    );
    return rows.map(({ name }) => name);
  }

  /** Every metric of a component, by its name. */
  all(component: Component): RunSummary[] {
    return this.#summaries('name', component, '', [], -1);
  }

  /** One metric over steps or periods, in their order. */
  series(component: Component, { name, by, from, to, limit }: RunQuery): RunSummary[] {
    const [key, x] = by === 'step' ? ['step', 'step'] : [`at / ${by} * ${by}`, 'at'];
    return this.#summaries(key, component, `AND name = ? AND ${x} BETWEEN ? AND ?`, [name, from, to], limit);
  }

  #summaries(
    key: string,
    { arn, createdAt }: Component,
    where: string,
    values: readonly (string | number)[],
    limit: number,
  ): RunSummary[] {
    const rows = this.#db.all<Omit<RunSummary, 'stdDev'> & { variance: number }>(
      `SELECT key, count(*) AS count, min(value) AS min, max(value) AS max, mean AS avg,
         avg((value - mean) * (value - mean)) AS variance, last, lastAt
       FROM (SELECT value, ${key} AS key, avg(value) OVER whole AS mean, last_value(value) OVER whole AS last,
               last_value(at) OVER whole AS lastAt
             FROM run_metrics WHERE component = ? AND component_created = ? ${where}
             WINDOW whole AS (PARTITION BY ${key} ORDER BY at, rowid
               ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING))
       GROUP BY key ORDER BY key LIMIT ?`,
      ...[arn, createdAt, ...values, limit],
    );
    return rows.map(({ variance, ...row }) => ({ ...row, stdDev: Math.sqrt(variance) }));
  }
}
