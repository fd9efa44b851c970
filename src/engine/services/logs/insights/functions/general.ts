import { isIPv4, isIPv6 } from 'node:net';
import { type ScalarFunction } from './scalarFunction.ts';
import { asText, type Value } from './values.ts';

const address = (test: (text: string) => boolean): ScalarFunction => ({
  operands: [1, 1],
  apply: (value: Value) => test(asText(value) ?? ''),
});

export const GENERAL: Readonly<Record<string, ScalarFunction>> = {
  ispresent: { operands: [1, 1], apply: (value) => value !== undefined },
  coalesce: { operands: [1, Infinity], apply: (...values) => values.find((value) => value !== undefined) },
  isvalidip: address((text) => isIPv4(text) || isIPv6(text)),
  isvalidipv4: address(isIPv4),
  isvalidipv6: address(isIPv6),
};
