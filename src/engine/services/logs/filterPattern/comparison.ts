import { type Scanner, takeQuoted, takeRegex } from './scanner.ts';
import { wildcard } from './wildcard.ts';

/** Whether a value of an event satisfies `operator operand`. */
export type Comparison = (actual: string | number | boolean) => boolean;

const OPERATOR = /\s*(!=|<=|>=|=|<|>)\s*/y;
/** AWS takes no more in a pattern of JSON or of fields. */
const MOST_REGEXES = 2;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

function asNumber(actual: string | number | boolean): number {
  if (typeof actual === 'number') return actual;
  return typeof actual === 'string' && NUMBER.test(actual) ? Number(actual) : NaN;
}

function equality(scanner: Scanner, unquoted: RegExp): Comparison {
  const regex = takeRegex(scanner, MOST_REGEXES);
  if (regex) return (actual) => regex.test(String(actual));
  const quoted = takeQuoted(scanner);
  const bare = quoted === undefined ? scanner.match(unquoted)?.[0].trim() : undefined;
  const text = quoted ?? bare;
  if (text === undefined || (bare !== undefined && bare === '')) throw scanner.unexpected('a value');
  const like = wildcard(text);
  const value = bare !== undefined && NUMBER.test(bare) ? Number(bare) : NaN;
  return (actual) => (Number.isNaN(value) ? false : asNumber(actual) === value) || like(String(actual));
}

/**
 * Reads `operator value`: text with `*`, a number, or a `%regex%`.
 * @param unquoted a sticky expression: how far a value without quotes goes
 * @returns `undefined` when no operator is next
 */
export function takeComparison(scanner: Scanner, unquoted: RegExp): Comparison | undefined {
  const operator = scanner.match(OPERATOR)?.[1];
  if (operator === undefined) return undefined;
  if (operator === '=') return equality(scanner, unquoted);
  if (operator === '!=') {
    const equals = equality(scanner, unquoted);
    return (actual) => !equals(actual);
  }
  const bare = scanner.match(unquoted)?.[0].trim() ?? '';
  if (!NUMBER.test(bare)) throw scanner.unexpected('a number');
  const limit = Number(bare);
  return (actual) => {
    const value = asNumber(actual);
    switch (operator) {
      case '<':
        return value < limit;
      case '<=':
        return value <= limit;
      case '>':
        return value > limit;
      default:
        return value >= limit;
    }
  };
}
