import { type MetricReads, type PeriodStatistics, type Weighted } from '../../store/metricReads.ts';
import { trimmedStatistic } from './trimmedStatistics.ts';

const SIMPLE: Readonly<Record<string, (found: PeriodStatistics) => number>> = {
  SampleCount: ({ count }) => count,
  Sum: ({ sum }) => sum,
  Average: ({ sum, count }) => sum / count,
  Minimum: ({ min }) => min,
  Maximum: ({ max }) => max,
};

/** The value below which `percent` of what was measured lies. @param values in order, not empty */
function percentile(values: readonly Weighted[], percent: number): number {
  const total = values.reduce((sum, [, count]) => sum + count, 0);
  let seen = 0;
  for (const [value, count] of values) {
    seen += count;
    if (seen >= (percent / 100) * total) return value;
  }
  return values.at(-1)?.[0] ?? NaN;
}

/** One statistic of a period; `undefined` where it cannot be told. */
export type Statistic = (
  found: PeriodStatistics,
  /** Asked only for what needs each of them: percentiles, trimmed means. */
  values: () => readonly Weighted[],
) => number | undefined;

/** A statistic by its name in requests: `Average`, `p99.9`, `TM(2%:98%)`; `undefined` for one that is not known here. */
export function statistic(name: string): Statistic | undefined {
  const simple = Object.hasOwn(SIMPLE, name) ? SIMPLE[name] : undefined;
  if (simple) return simple;
  const percent = Number(/^p(\d{1,3}(?:\.\d{1,10})?)$/.exec(name)?.[1] ?? 'none');
  const trimmed = trimmedStatistic(name);
  if (trimmed) return (found, values) => (found.hasSets ? undefined : trimmed(values()));
  if (!(percent <= 100)) return undefined;
  return (found, values) => (found.hasSets ? undefined : percentile(values(), percent));
}

/** A period's values, read once and only when a statistic asks. */
export function valuesOf(
  reads: MetricReads,
  series: readonly number[],
  at: number,
  period: number,
): () => readonly Weighted[] {
  let found: readonly Weighted[] | undefined;
  return () => (found ??= reads.values(series, at, at + period));
}
