import { formatDollars } from '../../src/analysis/text/dollars.ts';
import { formatDuration } from '../../src/analysis/text/duration.ts';
import type { CompareColumn, ComparedJob, CompareValue } from '../../src/messages/compare.ts';

/** A value as a cell shows it. */
export function cellText({ unit }: CompareColumn, value: CompareValue): string {
  if (value === undefined) return '–';
  if (typeof value === 'string') return value;
  if (!Number.isFinite(value)) return String(value);
  if (unit === 'usd') return formatDollars(value);
  if (unit === 'seconds') return formatDuration(value * 1000);
  return String(Number(value.toPrecision(6)));
}

/** How the table is sorted. */
export interface Order {
  /** A column's id; `name` for the jobs' names. */
  readonly column: string;
  readonly isDescending: boolean;
}

const collator = new Intl.Collator('en', { numeric: true });

/** Jobs by a column; those without a value last, whichever way; equals as they were chosen. */
export function sortJobs(
  jobs: readonly ComparedJob[],
  { column, isDescending }: Order,
): readonly ComparedJob[] {
  const sign = isDescending ? -1 : 1;
  const valueOf = (job: ComparedJob): CompareValue => (column === 'name' ? job.name : job.values[column]);
  return jobs.toSorted((a, b) => {
    const [x, y] = [valueOf(a), valueOf(b)];
    if (x === undefined || y === undefined) return Number(x === undefined) - Number(y === undefined);
    return (
      sign * (typeof x === 'number' && typeof y === 'number' ? x - y : collator.compare(String(x), String(y)))
    );
  });
}

/** Names of the jobs with the best value of a column; none where nobody knows what is good, or all are alike. */
export function bestJobs({ id, better }: CompareColumn, jobs: readonly ComparedJob[]): ReadonlySet<string> {
  const known = jobs.flatMap(({ name, values }) => {
    const value = values[id];
    return typeof value === 'number' && Number.isFinite(value) ? [{ name, value }] : [];
  });
  const numbers = known.map(({ value }) => value);
  if (better === undefined || new Set(numbers).size < 2) return new Set();
  const best = better === 'lowest' ? Math.min(...numbers) : Math.max(...numbers);
  return new Set(known.filter(({ value }) => value === best).map(({ name }) => name));
}
