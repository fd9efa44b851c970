import type { InsightsResult, InsightsRow } from '../../src/messages/insights.ts';
import type { ChartLine } from '../charts/chartLine.ts';

const time = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?$/;
const mostLines = 8;

/** Which column a table is in order of. */
export interface SortBy {
  readonly column: number;
  readonly descending: boolean;
}

/** Rows in order of a column: numbers by their value, after texts; rows without one last. */
export function sorted(rows: readonly InsightsRow[], by: SortBy | undefined): readonly InsightsRow[] {
  if (!by) return rows;
  const sign = by.descending ? -1 : 1;
  return rows.toSorted(({ cells: a }, { cells: b }) => {
    const [x, y] = [a[by.column], b[by.column]];
    if (x === undefined || y === undefined) return Number(x === undefined) - Number(y === undefined);
    return sign * compare(x, y);
  });
}

function compare(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  if (a.trim() !== '' && b.trim() !== '' && !Number.isNaN(x) && !Number.isNaN(y)) return x - y;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Lines over time, of results whose first column is one and which have numbers beside it; else none. */
export function linesOf({ columns, rows }: Pick<InsightsResult, 'columns' | 'rows'>): readonly ChartLine[] {
  const isTime =
    rows.length > 1 && rows.every(({ cells: [first] }) => first !== undefined && time.test(first));
  if (!isTime || columns.includes('@message')) return [];
  const points = rows
    .map(({ cells }) => ({ x: Date.parse(`${cells[0]?.replace(' ', 'T') ?? ''}Z`) / 1000, cells }))
    .sort((a, b) => a.x - b.x);
  // A second key makes several rows of one time: lines through them would say nothing.
  if (new Set(points.map(({ x }) => x)).size < points.length) return [];
  return columns.slice(1).flatMap((label, n): ChartLine[] => {
    const taken = points.flatMap(({ x, cells }) => {
      const value = cells[n + 1];
      return value === undefined || value.trim() === '' ? [] : [{ x, y: Number(value) }];
    });
    if (n >= mostLines || taken.length === 0 || taken.some(({ y }) => Number.isNaN(y))) return [];
    return [
      {
        ...{ id: label, label, colour: n, dash: n, best: undefined, note: undefined },
        ...{ xs: taken.map(({ x }) => x), ys: taken.map(({ y }) => y) },
      },
    ];
  });
}

/** A number of a cell without the noise of binary fractions, `0.048350000000000004`; anything else as it came. */
export function cellText(cell: string): string {
  const isLong = cell.length > 14 && /^-?\d+\.\d+(?:e[-+]?\d+)?$/i.test(cell);
  return isLong ? String(Number(Number(cell).toPrecision(12))) : cell;
}

/** `1,234`. */
export const whole = (value: number): string => Math.round(value).toLocaleString('en-US');
