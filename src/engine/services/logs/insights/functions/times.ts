import { type ScalarFunction } from './scalarFunction.ts';
import { asNumber, Instant } from './values.ts';

/** Functions between times and numbers; those that take a period are compiled beside them. */
export const TIMES: Readonly<Record<string, ScalarFunction>> = {
  frommillis: {
    operands: [1, 1],
    apply: (value) => {
      const time = asNumber(value);
      return time === undefined ? undefined : new Instant(time);
    },
  },
  tomillis: { operands: [1, 1], apply: (value) => asNumber(value) },
  // Seconds since the epoch.
  now: { operands: [0, 0], apply: () => Math.floor(Date.now() / 1000) },
};
