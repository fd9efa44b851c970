import type { ComparedJob } from '../../src/messages/compare.ts';
import type { Axis, Brush } from './parallelLayout.ts';

/** Which end of what is marked moves, and which way. */
export interface BrushStep {
  readonly end: 'lower' | 'upper';
  /** Places of jobs; upwards when positive. */
  readonly by: number;
}

/** Of the upper end; with Shift, of the lower one. */
const steps: Readonly<Partial<Record<string, number>>> = {
  ArrowUp: 1,
  ArrowDown: -1,
  PageUp: 5,
  PageDown: -5,
  Home: -Infinity,
  End: Infinity,
};

/** What a key does to an axis: moves an end, takes the mark away; undefined for every other key. */
export function brushKey(pressed: {
  readonly key: string;
  readonly shiftKey: boolean;
}): BrushStep | 'all' | undefined {
  const { key, shiftKey } = pressed;
  if (key === 'Delete' || key === 'Backspace') return 'all';
  const by = steps[key];
  return by === undefined ? undefined : { end: shiftKey ? 'lower' : 'upper', by };
}

/** Moves an end to where another job is. @returns undefined when nothing is left out any more */
export function movedBrush(
  axis: Axis,
  jobs: readonly ComparedJob[],
  brush: Brush | undefined,
  { end, by }: BrushStep,
): Brush | undefined {
  const places = placesOf(axis, jobs).map(({ at }) => at);
  const [last, marked] = [places.length - 1, brush ?? [0, 1]];
  const lower = places.findIndex((at) => at >= marked[0]);
  const upper = places.findLastIndex((at) => at <= marked[1]);
  // Between two jobs there may be none.
  const [from, to] = lower < 0 || upper < lower ? [Math.max(0, upper), Math.max(0, upper)] : [lower, upper];
  const [newFrom, newTo] =
    end === 'lower' ? [within(from + by, 0, to), to] : [from, within(to + by, from, last)];
  return newFrom === 0 && newTo === last ? undefined : [places[newFrom] ?? 0, places[newTo] ?? 1];
}

/** The values that are marked, from the lowest to the highest; undefined where no job is. */
export function markedValues(axis: Axis, jobs: readonly ComparedJob[], brush: Brush | undefined) {
  const inside = placesOf(axis, jobs).filter(({ at }) => !brush || (at >= brush[0] && at <= brush[1]));
  const [first, last] = [inside[0], inside.at(-1)];
  return first && last && { from: first.value, to: last.value };
}

/** Where jobs are on an axis, each place once, from the bottom. */
function placesOf({ column, position }: Axis, jobs: readonly ComparedJob[]) {
  const places = new Map(
    jobs.flatMap(({ values }) => {
      const at = position(values[column.id]);
      return at === undefined ? [] : [[at, values[column.id]] as const];
    }),
  );
  return [...places].map(([at, value]) => ({ at, value })).sort((a, b) => a.at - b.at);
}

const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
