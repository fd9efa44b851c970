import { type Weighted } from '../../store/metricReads.ts';

/** Where values are cut: at a value, or at the one below which that part of all values lies. */
interface Bound {
  readonly at: number;
  readonly isPercent: boolean;
}

interface Bounds {
  /** A value that is it is outside. */
  readonly low: Bound | undefined;
  /** A value that is it is inside. */
  readonly high: Bound | undefined;
}

const NUMBER = '(\\d+(?:\\.\\d{1,10})?)';
/** `tm90`: without the highest tenth. */
const SHORT = new RegExp(`^(tm|wm|tc|ts)${NUMBER}$`);
/** `TM(2%:98%)`, `TM(150:)`. */
const LONG = new RegExp(`^(TM|WM|TC|TS|PR)\\((?:${NUMBER}(%?))?:(?:${NUMBER}(%?))?\\)$`);
/** What the calculation of a part leaves behind the comma. */
const DUST = 1e-9;

const countOf = (values: readonly Weighted[]): number => values.reduce((sum, [, count]) => sum + count, 0);
const sumOf = (values: readonly Weighted[]): number =>
  values.reduce((sum, [value, count]) => sum + value * count, 0);

/** How many of `total` values lie below a bound of a part; a value that it falls into is below. */
const ranksBelow = ({ at }: Bound, total: number): number => Math.ceil((at / 100) * total - DUST);

/** The values inside, each as often as it is there. @param values in order */
function inside(values: readonly Weighted[], { low, high }: Bounds): Weighted[] {
  const total = countOf(values);
  const from = low?.isPercent === true ? Math.floor((low.at / 100) * total + DUST) : 0;
  const to = high?.isPercent === true ? ranksBelow(high, total) : total;
  let seen = 0;
  return values.flatMap(([value, count]): Weighted[] => {
    const begin = seen;
    seen += count;
    if (low?.isPercent === false && value <= low.at) return [];
    if (high?.isPercent === false && value > high.at) return [];
    const kept = Math.min(seen, to) - Math.max(begin, from);
    return kept > 0 ? [[value, kept]] : [];
  });
}

/** All values, those outside as the nearest one inside is, or as the bound where that is a value. */
function winsorized(values: readonly Weighted[], bounds: Bounds): Weighted[] {
  const kept = inside(values, bounds);
  const least = bounds.low?.isPercent === false ? bounds.low.at : (kept[0]?.[0] ?? -Infinity);
  const most = bounds.high?.isPercent === false ? bounds.high.at : (kept.at(-1)?.[0] ?? Infinity);
  return values.map(([value, count]) => [Math.min(most, Math.max(least, value)), count]);
}

const mean = (values: readonly Weighted[]): number | undefined =>
  values.length === 0 ? undefined : sumOf(values) / countOf(values);

const KINDS: Readonly<Record<string, (values: readonly Weighted[], bounds: Bounds) => number | undefined>> = {
  TM: (values, bounds) => mean(inside(values, bounds)),
  WM: (values, bounds) => mean(winsorized(values, bounds)),
  TC: (values, bounds) => countOf(inside(values, bounds)),
  TS: (values, bounds) => sumOf(inside(values, bounds)),
  PR: (values, bounds) => (100 * countOf(inside(values, bounds))) / countOf(values),
};

function boundOf(digits: string | undefined, percent: string | undefined): Bound | undefined {
  return digits === undefined ? undefined : { at: Number(digits), isPercent: percent === '%' };
}

/** A part of values is between nothing and all of them, and only values have a percentile rank. */
function isPossible(kind: string, { low, high }: Bounds): boolean {
  const all = [low, high].filter((bound) => bound !== undefined);
  if (all.length === 0) return false;
  return all.every(({ at, isPercent }) => !isPercent || (at <= 100 && kind !== 'PR'));
}

/**
 * A statistic over a part of what was measured: trimmed and winsorized means, the interquartile mean, trimmed counts and sums,
 * percentile ranks.
 * @returns `undefined` for a name that is none of them; what it is of values in order, not empty
 */
export function trimmedStatistic(
  name: string,
): ((values: readonly Weighted[]) => number | undefined) | undefined {
  if (name === 'IQM') return trimmedStatistic('TM(25%:75%)');
  const [, short = '', digits] = SHORT.exec(name) ?? [];
  const [, long, low, lowPercent, high, highPercent] = LONG.exec(name) ?? [];
  const kind = long ?? short.toUpperCase();
  const bounds =
    long === undefined
      ? { low: undefined, high: boundOf(digits, '%') }
      : { low: boundOf(low, lowPercent), high: boundOf(high, highPercent) };
  const calculate = KINDS[kind];
  return calculate && isPossible(kind, bounds) ? (values) => calculate(values, bounds) : undefined;
}
