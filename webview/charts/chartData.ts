import { decimate } from '../../src/analysis/metrics/decimate.ts';
import { smooth } from '../../src/analysis/metrics/smoothing.ts';
import type { ChartLine, ChartRange } from './chartLine.ts';

/** A line with what smoothing makes of it. */
export interface SmoothedLine extends ChartLine {
  /** The same as `ys` where nothing is smoothed. */
  readonly smoothed: readonly number[];
}

export function smoothLine(line: ChartLine, weight: number): SmoothedLine {
  return { ...line, smoothed: weight > 0 ? smooth(line.ys, weight) : line.ys };
}

/** The stretch of x that all lines cover. */
export function extentOf(lines: readonly ChartLine[]): ChartRange | undefined {
  const firsts = lines.flatMap(({ xs }) => xs[0] ?? []);
  const lasts = lines.flatMap(({ xs }) => xs.at(-1) ?? []);
  if (firsts.length === 0) return undefined;
  const [from, to] = [Math.min(...firsts), Math.max(...lasts)];
  // One point has a place in the middle.
  return from === to ? { from: from - 0.5, to: to + 0.5 } : { from, to };
}

export type Table = [xs: number[], ...ys: (number | null | undefined)[][]];

/**
 * What is drawn of a line: as many points as the columns of pixels can show. The first y is the value itself, the second the
 * smoothed one.
 */
export function tableOf(
  { xs, ys, smoothed }: SmoothedLine,
  { from, to }: ChartRange,
  columns: number,
  isLog: boolean,
): Table {
  const kept = decimate(xs, ys, [from, to], columns);
  // A logarithm knows nothing of zero and less; what is not finite has no place either.
  const y = (list: readonly number[], i: number): number | null => {
    const value = list[i] ?? NaN;
    return Number.isFinite(value) && (!isLog || value > 0) ? value : null;
  };
  return [kept.map((i) => xs[i] ?? NaN), kept.map((i) => y(ys, i)), kept.map((i) => y(smoothed, i))];
}

/** The index of the point that is nearest in x; undefined where there is none. */
export function nearestIndex(xs: readonly number[], x: number): number | undefined {
  if (xs.length === 0) return undefined;
  let [low, high] = [0, xs.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((xs[middle] ?? 0) < x) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [xs[low - 1], xs[low] ?? 0];
  return before !== undefined && x - before <= after - x ? low - 1 : low;
}
