import type { ChartLine } from './chartLine.ts';

type Row = readonly [x: number, ys: readonly (number | undefined)[]];

/** All x of all lines in order; where a line has several values of the same x, each has a row. */
export function rowsOf(lines: readonly ChartLine[]): Row[] {
  const at = lines.map(() => 0);
  const rows: Row[] = [];
  for (;;) {
    const next = Math.min(...lines.map(({ xs }, i) => xs[at[i] ?? 0] ?? Infinity));
    if (next === Infinity) return rows;
    const ys = lines.map(({ xs, ys: all }, i) => {
      const index = at[i] ?? 0;
      if (xs[index] !== next) return undefined;
      at[i] = index + 1;
      return all[index];
    });
    rows.push([next, ys]);
  }
}
