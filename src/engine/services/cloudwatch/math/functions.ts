/** Values by their times, epoch seconds, in order. */
export interface TimeSeries {
  readonly label: string;
  /** Seconds. */
  readonly period: number;
  readonly points: ReadonlyMap<number, number>;
}

/** What a part of an expression comes to; a word is `REPEAT` or `LINEAR`, a text names metrics. */
export type MathValue = number | string | TimeSeries | readonly TimeSeries[];

/** The times that are asked for, epoch seconds; the end does not belong to them. */
export interface MathRange {
  readonly start: number;
  readonly end: number;
}

/** A series with other values; those that are no number are left out. */
export function mapped(series: TimeSeries, change: (value: number, at: number) => number): TimeSeries {
  const points = [...series.points].map(([at, value]) => [at, change(value, at)] as const);
  return { ...series, points: new Map(points.filter(([, value]) => Number.isFinite(value))) };
}

export const ELEMENTWISE: Readonly<Record<string, (value: number) => number>> = {
  ABS: Math.abs,
  CEIL: Math.ceil,
  FLOOR: Math.floor,
  LOG: Math.log,
  LOG10: Math.log10,
};

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;

/** Of a series over its times, of several series at each time. */
export const SUMMARIES: Readonly<Record<string, (values: readonly number[]) => number>> = {
  SUM: sum,
  AVG: mean,
  MIN: (values) => values.reduce((a, b) => Math.min(a, b), Infinity),
  MAX: (values) => values.reduce((a, b) => Math.max(a, b), -Infinity),
  STDDEV(values) {
    const middle = mean(values);
    return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
  },
};

/** One series of several: at each time at which one of them has a value. */
export function across(
  all: readonly TimeSeries[],
  summary: (values: readonly number[]) => number,
): TimeSeries {
  const values = new Map<number, number[]>();
  for (const { points } of all)
    for (const [at, value] of points) {
      const known = values.get(at);
      if (known) known.push(value);
      else values.set(at, [value]);
    }
  const points = [...values].sort(([a], [b]) => a - b).map(([at, found]) => [at, summary(found)] as const);
  return { label: '', period: Math.max(1, ...all.map(({ period }) => period)), points: new Map(points) };
}

/** Each value against the one before; the first has none. */
function steps(series: TimeSeries, tell: (change: number, seconds: number) => number): TimeSeries {
  let before: readonly [number, number] | undefined;
  return mapped(series, (value, at) => {
    const told = before ? tell(value - before[1], at - before[0]) : NaN;
    before = [at, value];
    return told;
  });
}

/** Series of which each value follows from those before. */
export const STEPWISE: Readonly<Record<string, (series: TimeSeries) => TimeSeries>> = {
  DIFF: (series) => steps(series, (change) => change),
  DIFF_TIME: (series) => steps(series, (_, seconds) => seconds),
  RATE: (series) => steps(series, (change, seconds) => change / seconds),
  RUNNING_SUM(series) {
    let total = 0;
    return mapped(series, (value) => (total += value));
  },
};

/** What stands between the two values next to a time. */
function between(series: TimeSeries, fill: 'REPEAT' | 'LINEAR'): (at: number) => number {
  const known = [...series.points];
  let next = 0;
  return (at) => {
    while (next < known.length && (known[next]?.[0] ?? 0) <= at) next += 1;
    const [left, right] = [known[next - 1], known[next]];
    if (!left || (fill === 'LINEAR' && !right)) return NaN;
    if (fill === 'REPEAT' || !right) return left[1];
    return left[1] + ((right[1] - left[1]) * (at - left[0])) / (right[0] - left[0]);
  };
}

/** A value for each period of the range that has none. */
export function filled(series: TimeSeries, fill: number | 'REPEAT' | 'LINEAR', range: MathRange): TimeSeries {
  const { period } = series;
  const points = new Map<number, number>();
  const guess = typeof fill === 'number' ? () => fill : between(series, fill);
  for (let at = Math.floor(range.start / period) * period; at < range.end; at += period) {
    const value = series.points.get(at) ?? guess(at);
    if (Number.isFinite(value)) points.set(at, value);
  }
  return { ...series, points };
}
