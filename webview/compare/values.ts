import type { CompareColumn, ComparedJob, CompareValue } from '../../src/messages/compare.ts';

/** A value as a cell shows it. */
export function cellText({ unit }: CompareColumn, value: CompareValue): string {
  if (value === undefined) return '–';
  if (typeof value === 'string') return value;
  if (!Number.isFinite(value)) return String(value);
  if (unit === 'usd')
    return `$${value < 0.01 && value > 0 ? Number(value.toPrecision(1)) : value.toFixed(2)}`;
  if (unit === 'seconds') return seconds(value);
  return String(Number(value.toPrecision(6)));
}

/** `850 ms` never: jobs are told in whole seconds. `12 s`, `3 min 5 s`, `2 h 4 min`. */
function seconds(value: number): string {
  const whole = Math.round(value);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return whole % 60 === 0 ? `${minutes} min` : `${minutes} min ${whole % 60} s`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
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
