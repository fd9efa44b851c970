import type { CompareColumn, ComparedJob, CompareValue } from '../../src/messages/compare.ts';

/** One vertical axis: where its values lie, 0 at the bottom and 1 at the top. */
export interface Axis {
  readonly column: CompareColumn;
  /** Words and places of its marks: the ends of numbers, or each of a few words. */
  readonly ticks: readonly { readonly at: number; readonly value: CompareValue }[];
  /** Undefined where the job has no value. */
  readonly position: (value: CompareValue) => number | undefined;
}

/** More words than these on one axis nobody can read: only the first and the last are written. */
const mostWords = 8;

/** The axis of a column over these jobs; undefined where fewer than two values differ: all lines would cross it at one point. */
export function axisOf(column: CompareColumn, jobs: readonly ComparedJob[]): Axis | undefined {
  const values = jobs.flatMap(({ values: of }) => of[column.id] ?? []);
  return values.every((value) => typeof value === 'number')
    ? numberAxis(column, values)
    : wordAxis(column, values.map(String));
}

function numberAxis(column: CompareColumn, values: readonly number[]): Axis | undefined {
  const finite = values.filter(Number.isFinite);
  const [least, most] = [Math.min(...finite), Math.max(...finite)];
  if (finite.length === 0 || least === most) return undefined;
  // Learning rates of 0.1, 0.01 and 0.001 lie on one another unless powers are even steps.
  const isLog = least > 0 && most / least >= 100;
  const scale = isLog ? Math.log : (value: number) => value;
  const [from, to] = [scale(least), scale(most)];
  return {
    column,
    ticks: [
      { at: 0, value: least },
      { at: 1, value: most },
    ],
    position: (value) =>
      typeof value === 'number' && Number.isFinite(value) ? (scale(value) - from) / (to - from) : undefined,
  };
}

function wordAxis(column: CompareColumn, values: readonly string[]): Axis | undefined {
  const words = [...new Set(values)].sort(new Intl.Collator('en', { numeric: true }).compare);
  if (words.length < 2) return undefined;
  const places = new Map(words.map((word, index) => [word, index / (words.length - 1)]));
  const shown = words.length <= mostWords ? words : [words[0] ?? '', words.at(-1) ?? ''];
  return {
    column,
    ticks: shown.map((word) => ({ at: places.get(word) ?? 0, value: word })),
    position: (value) => (value === undefined ? undefined : places.get(String(value))),
  };
}

/** A stretch of an axis that a person has marked: from the lower to the upper place. */
export type Brush = readonly [from: number, to: number];

/** Whether the job lies within all that is marked; by column id. */
export function isWithin(
  job: ComparedJob,
  axes: readonly Axis[],
  brushes: Readonly<Record<string, Brush | undefined>>,
): boolean {
  return axes.every(({ column, position }) => {
    const brush = brushes[column.id];
    const at = position(job.values[column.id]);
    return !brush || (at !== undefined && at >= brush[0] && at <= brush[1]);
  });
}
