import { type ScalarFunction } from './scalarFunction.ts';
import { asNumber, type Value } from './values.ts';

const ofOne = (apply: (value: number) => number): ScalarFunction => ({
  operands: [1, 1],
  apply: (value) => finite(apply(asNumber(value) ?? NaN)),
});

const ofMany = (apply: (...values: number[]) => number): ScalarFunction => ({
  operands: [1, Infinity],
  apply: (...values) => {
    const numbers = values.map(asNumber).filter((value) => value !== undefined);
    return numbers.length === 0 ? undefined : apply(...numbers);
  },
});

/** What is no number, such as a division by zero, is not there. */
export function finite(value: number): Value {
  return Number.isFinite(value) ? value : undefined;
}

export const NUMERIC: Readonly<Record<string, ScalarFunction>> = {
  abs: ofOne(Math.abs),
  ceil: ofOne(Math.ceil),
  floor: ofOne(Math.floor),
  log: ofOne(Math.log),
  sqrt: ofOne(Math.sqrt),
  greatest: ofMany(Math.max),
  least: ofMany(Math.min),
};
