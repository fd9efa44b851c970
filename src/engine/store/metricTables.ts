import { type Database } from './database.ts';

/**
 * `metric_series`: one row for a metric's dimensions and unit. `metric_samples`: what was measured in one second (or,
 * thinned, in a minute and more), equal values counted; `is_set`: given as a set of statistics, no percentiles.
 */
const MIGRATIONS = [
  `CREATE TABLE metric_series (
     id INTEGER PRIMARY KEY, region TEXT NOT NULL, namespace TEXT NOT NULL, name TEXT NOT NULL,
     dimensions TEXT NOT NULL, unit TEXT NOT NULL, last_at INTEGER NOT NULL,
     UNIQUE (region, namespace, name, dimensions, unit)) STRICT;
   CREATE TABLE metric_samples (
     series INTEGER NOT NULL REFERENCES metric_series (id) ON DELETE CASCADE, at INTEGER NOT NULL,
     count REAL NOT NULL, sum REAL NOT NULL, min REAL NOT NULL, max REAL NOT NULL, is_set INTEGER NOT NULL) STRICT;
   CREATE INDEX metric_samples_by_time ON metric_samples (series, at);
   CREATE INDEX metric_samples_by_age ON metric_samples (at);
   CREATE TABLE metric_thinning (tier INTEGER PRIMARY KEY, done_until INTEGER NOT NULL) STRICT;`,
];

const HOUR = 3600;
const DAY = 24 * HOUR;

/** CloudWatch's retention: after `age` seconds, samples are kept by `width` seconds, values to `digits` digits. */
const TIERS = [
  { tier: 1, age: 3 * HOUR, width: 60, digits: 2 },
  { tier: 2, age: 15 * DAY, width: 300, digits: 1 },
  { tier: 3, age: 63 * DAY, width: HOUR, digits: 1 },
] as const;
const EXPIRY = 455 * DAY;

export function migrateMetrics(db: Database): void {
  db.migrate('metrics', MIGRATIONS);
}

/** Thins what is old, forgets what is older than 15 months. @param now epoch seconds */
export function thinMetrics(db: Database, now: number): void {
  db.transaction(() => {
    for (const { tier, age, width, digits } of TIERS) {
      const until = Math.floor((now - age) / width) * width;
      const since = db.get<{ done_until: number }>(
        'SELECT done_until FROM metric_thinning WHERE tier = ?',
        tier,
      );
      const range = [since?.done_until ?? 0, until];
      if ((range[0] ?? 0) >= until) continue;
      db.run(
        `CREATE TEMP TABLE thinned AS SELECT series, (at / ${width}) * ${width} AS at, sum(count) AS count,
           sum(sum) AS sum, min(min) AS min, max(max) AS max, is_set FROM metric_samples WHERE at >= ? AND at < ?
         GROUP BY series, at / ${width}, is_set, printf('%.${digits}e', sum / count)`,
        ...range,
      );
      db.run('DELETE FROM metric_samples WHERE at >= ? AND at < ?', ...range);
      db.run('INSERT INTO metric_samples SELECT * FROM thinned');
      db.run('DROP TABLE thinned');
      db.run('INSERT OR REPLACE INTO metric_thinning VALUES (?, ?)', tier, until);
    }
    db.run('DELETE FROM metric_samples WHERE at < ?', now - EXPIRY);
    db.run('DELETE FROM metric_series WHERE last_at < ?', now - EXPIRY);
  });
}
