import { type Value } from './values.ts';

/** A function of one row. */
export interface ScalarFunction {
  /** At least and at most so many operands. */
  readonly operands: readonly [number, number];
  readonly apply: (...values: Value[]) => Value;
}
