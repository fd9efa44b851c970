import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Database } from '../../../src/engine/store/database.ts';
import { MetricReads } from '../../../src/engine/store/metricReads.ts';
import { MetricStore } from '../../../src/engine/store/metricStore.ts';
import { thinMetrics } from '../../../src/engine/store/metricTables.ts';

const DAY = 86_400;
const KEY = { region: 'r', namespace: 'n', name: 'm', dimensions: {} };

test('old metrics keep their statistics in fewer rows, and go after 15 months', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'thinning-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const db = new Database(join(folder, 'state.db'));
  const store = new MetricStore(db, (message, error) => {
    throw new Error(message, { cause: error });
  });
  const now = 20_000 * DAY;
  // One value a second for an hour, four hours ago; they are 1 to 3600 in a mixed order.
  const begin = now - 4 * 3600;
  store.write(
    Array.from({ length: 3600 }, (_, i) => {
      const value = ((i * 1009) % 3600) + 1;
      const sample = { timestamp: (begin + i) * 1000, count: 1, sum: value, min: value, max: value };
      return { key: KEY, sample: { ...sample, isSet: false } };
    }),
  );
  const [series = 0] = store.reads.series('r', 'n', 'm', '[]').map(({ id }) => id);
  const rows = (): number => Number(db.get<{ n: number }>('SELECT count(*) AS n FROM metric_samples')?.n);
  const whole = { count: 3600, sum: (3600 * 3601) / 2, min: 1, max: 3600, hasSets: 0 };
  const hour = (at: number) =>
    new MetricReads(db).periods(
      [series],
      { start: at, end: at + 3600, period: 3600 },
      { descending: false, limit: 9 },
    );
  expect(rows()).toBe(3600);

  thinMetrics(db, now);
  expect(hour(begin)).toEqual([{ at: begin, ...whole }]);
  const minutely = rows();

  thinMetrics(db, now + 16 * DAY);
  expect(hour(begin)).toEqual([{ at: begin, ...whole }]);
  expect(rows()).toBeLessThan(minutely);
  const values = store.reads.values([series], begin, begin + 3600);
  const below = values.filter(([value]) => value <= 1800).reduce((all, [, count]) => all + count, 0);
  // Percentiles stay true to a few percent.
  expect(below / 3600).toBeCloseTo(0.5, 1);

  thinMetrics(db, now + 70 * DAY);
  expect(hour(begin)).toEqual([{ at: begin, ...whole }]);
  expect(rows()).toBeLessThan(300);

  thinMetrics(db, now + 456 * DAY);
  expect(rows()).toBe(0);
  expect(store.reads.series('r', 'n', 'm', '[]')).toEqual([]);
});
