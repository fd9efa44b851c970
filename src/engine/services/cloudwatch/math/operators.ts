import { mapped, type MathValue, type TimeSeries } from './functions.ts';

type Calculate = (a: number, b: number) => number;

const ARITHMETIC: Readonly<Record<string, Calculate>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => a ** b,
};
const truth = (holds: boolean): number => (holds ? 1 : 0);
/** What is 0 is false, and what is false is 0. */
const COMPARISONS: Readonly<Record<string, Calculate>> = {
  '==': (a, b) => truth(a === b),
  '!=': (a, b) => truth(a !== b),
  '<=': (a, b) => truth(a <= b),
  '>=': (a, b) => truth(a >= b),
  '<': (a, b) => truth(a < b),
  '>': (a, b) => truth(a > b),
  '&&': (a, b) => truth(a !== 0 && b !== 0),
  '||': (a, b) => truth(a !== 0 || b !== 0),
};

export const isList = (value: MathValue): value is readonly TimeSeries[] => Array.isArray(value);

/** A part of the expression that cannot be computed. */
export class MathError extends Error {}

/** The same for a number, a series, and each of several. */
export function each(value: MathValue, change: (value: number) => number): MathValue {
  if (typeof value === 'string') throw new MathError(`"${value}" is no time series`);
  if (typeof value === 'number') return change(value);
  return isList(value) ? value.map((series) => mapped(series, change)) : mapped(value, change);
}

/** Of two series, only what both have. */
function pair(a: TimeSeries, b: TimeSeries, calculate: Calculate): TimeSeries {
  return {
    ...mapped(a, (value, at) => calculate(value, b.points.get(at) ?? NaN)),
    period: Math.max(a.period, b.period),
  };
}

/** Of two series, what either has; what the other has not is 0. */
function comparedPair(a: TimeSeries, b: TimeSeries, compare: Calculate): TimeSeries {
  const times = [...new Set([...a.points.keys(), ...b.points.keys()])].sort((x, y) => x - y);
  const points = times.map((at) => [at, compare(a.points.get(at) ?? 0, b.points.get(at) ?? 0)] as const);
  return { ...a, period: Math.max(a.period, b.period), points: new Map(points) };
}

function combined(left: MathValue, right: MathValue, calculate: Calculate, both: typeof pair): MathValue {
  if (typeof right === 'number') return each(left, (value) => calculate(value, right));
  if (typeof left === 'number') return each(right, (value) => calculate(left, value));
  if (typeof left === 'string' || typeof right === 'string')
    throw new MathError('a text cannot be calculated with');
  if (isList(left) && isList(right)) throw new MathError('two arrays cannot be calculated with each other');
  if (isList(left)) return isList(right) ? left : left.map((series) => both(series, right, calculate));
  return isList(right)
    ? right.map((series) => ({ ...both(left, series, calculate), label: series.label }))
    : both(left, right, calculate);
}

/** `IF`: the one value or the other, at each time of the condition. */
export function chosen([condition, yes, no, ...more]: readonly MathValue[]): MathValue {
  if (condition === undefined || yes === undefined || more.length > 0)
    throw new MathError('IF takes 2 or 3 operands');
  for (const value of [condition, yes, no])
    if (typeof value === 'string' || (value !== undefined && isList(value)))
      throw new MathError('IF takes numbers and time series');
  const of = (value: MathValue | undefined, at: number): number =>
    typeof value === 'number' ? value : ((value as TimeSeries | undefined)?.points.get(at) ?? NaN);
  if (typeof condition === 'number')
    return (condition === 0 ? no : yes) ?? { label: '', period: 1, points: new Map<number, number>() };
  return mapped(condition as TimeSeries, (value, at) => of(value === 0 ? no : yes, at));
}

/** What an operator makes of what stands on its sides. */
export function operated(operator: string, left: MathValue, right: MathValue): MathValue {
  const compare = COMPARISONS[operator];
  if (compare) return combined(left, right, compare, comparedPair);
  return combined(left, right, ARITHMETIC[operator] ?? (() => NaN), pair);
}
