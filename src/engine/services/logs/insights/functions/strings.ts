import { type ScalarFunction } from './scalarFunction.ts';
import { asNumber, asText, type Value } from './values.ts';

const WHITE = /\s/;
const of = (value: Value): string => asText(value) ?? '';

/** A function of a text that is not there gives nothing. */
const ofText = (
  operands: ScalarFunction['operands'],
  apply: (text: string, ...others: Value[]) => Value,
): ScalarFunction => ({
  operands,
  apply: (value, ...others) => (value === undefined ? undefined : apply(of(value), ...others)),
});

function trimmed(text: string, set: Value, left: boolean, right: boolean): string {
  const characters = new Set(of(set));
  const isTaken = set === undefined ? (c: string) => WHITE.test(c) : (c: string) => characters.has(c);
  let [from, to] = [0, text.length];
  while (left && from < to && isTaken(text.charAt(from))) from += 1;
  while (right && to > from && isTaken(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
}

function part(text: string, from: Value, length: Value): Value {
  const [start, count] = [asNumber(from), asNumber(length)];
  if (start === undefined) return undefined;
  const points = Array.from(text);
  return points
    .slice(Math.max(0, start), count === undefined ? undefined : Math.max(0, start) + Math.max(0, count))
    .join('');
}

/** No text may grow past this by functions: a query must not eat the engine's memory. */
const LONGEST = 1024 * 1024;

function joined(...values: Value[]): Value {
  let text = '';
  for (const value of values) {
    text += of(value);
    if (text.length > LONGEST) return text.slice(0, LONGEST);
  }
  return text;
}

function replaced(text: string, wanted: Value, by: Value): Value {
  const [from, to] = [of(wanted), of(by)];
  if (from === '') return text;
  const parts = text.split(from);
  return text.length + (parts.length - 1) * to.length > LONGEST ? undefined : parts.join(to);
}

export const STRINGS: Readonly<Record<string, ScalarFunction>> = {
  isempty: { operands: [1, 1], apply: (value) => of(value) === '' },
  isblank: { operands: [1, 1], apply: (value) => of(value).trim() === '' },
  concat: { operands: [1, Infinity], apply: joined },
  ltrim: ofText([1, 2], (text, set) => trimmed(text, set, true, false)),
  rtrim: ofText([1, 2], (text, set) => trimmed(text, set, false, true)),
  trim: ofText([1, 2], (text, set) => trimmed(text, set, true, true)),
  strlen: ofText([1, 1], (text) => Array.from(text).length),
  toupper: ofText([1, 1], (text) => text.toUpperCase()),
  tolower: ofText([1, 1], (text) => text.toLowerCase()),
  substr: ofText([2, 3], part),
  replace: ofText([3, 3], replaced),
  strcontains: ofText([2, 2], (text, wanted) => Number(text.includes(of(wanted)))),
};
