import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestTime } from '../../bestTime.ts';
import { compileFilterPattern } from '../../../../src/engine/services/logs/filterPattern/filterPattern.ts';
import { MOST_STEPS } from '../../../../src/engine/services/logs/filterPattern/scanner.ts';
import { LinearMatcher } from '../../../../src/engine/services/logs/regex/linearMatcher.ts';
import { Work } from '../../../../src/engine/services/logs/regex/work.ts';
import { wildcard } from '../../../../src/engine/services/logs/filterPattern/wildcard.ts';

const atom = fc.constantFrom(
  'a',
  'b',
  '.',
  '[ab]',
  '[^a]',
  '[a-c]',
  '\\d',
  '\\w',
  '\\.',
  '\\x61',
  '[\\]b]',
  '-',
  ' ',
);
const count = fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,}', '{0,2}', '{0}', '*?', '+?');
const sequence = fc
  .tuple(
    fc.constantFrom('', '', '^'),
    fc.array(
      fc.tuple(atom, count).map((parts) => parts.join('')),
      { maxLength: 5 },
    ),
    fc.constantFrom('', '', '$'),
  )
  .map(([start, items, end]) => start + items.join('') + end);
const source = fc
  .array(sequence, { minLength: 1, maxLength: 3 })
  .map((alternatives) => alternatives.join('|'));
const text = fc.string({
  unit: fc.constantFrom('a', 'b', 'c', '1', '.', ' ', '-', ']', 'é', '\n'),
  maxLength: 12,
});

/** As filter patterns have it. */
const regexOf = (expression: string): LinearMatcher => new LinearMatcher(expression, new Work(), MOST_STEPS);

describe('a regular expression without groups', () => {
  it('matches what a backtracking one does', () => {
    const property = fc.property(source, text, (expression, words) => {
      expect(regexOf(expression).test(words)).toBe(new RegExp(expression).test(words));
    });
    fc.assert(property, { numRuns: 5000 });
  });

  it.each(['*', 'a**', '[', 'a\\', '[b-a]', '\\1', 'a{2,1}', 'a{999}'])('refuses %s', (expression) => {
    expect(() => regexOf(expression)).toThrow(SyntaxError);
  });

  it('forgets states that pile up, and goes on matching', () => {
    const regex = regexOf('a[ab]{14}c');
    const words = Array.from({ length: 40_000 }, (_, n) =>
      ((n * 2_654_435_761) >>> 9) % 2 ? 'a' : 'b',
    ).join('');
    expect(regex.test(words)).toBe(false);
    expect(regex.test(`${words}aababbabbababbac`)).toBe(/a[ab]{14}c/.test(`${words}aababbabbababbac`));
  });
});

describe('filter patterns', () => {
  const long = 'a'.repeat(100_000);

  it.each([
    ['%a*a*a*a*a*b%', long],
    ['%[ab]*a.*.*.*.*c%', long],
    [`{ $.a = "${'a*'.repeat(200)}b" }`, JSON.stringify({ a: long })],
    ['[a, b = "x"]', '['.repeat(100_000)],
    ['[a, b = "x"]', '"[" '.repeat(30_000)],
    ['{ $.a[*].a[*] = 1 }', '['.repeat(50_000) + ']'.repeat(50_000)],
  ])('%j takes time in proportion to the message', (pattern, message) => {
    const matches = compileFilterPattern(pattern);
    expect(bestTime(() => expect(matches(message)).toBe(false), 1500)).toBeLessThan(1500);
  });
});

describe('text with *', () => {
  it('is what the regular expression with .* is', () => {
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
    const words = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 });
    const property = fc.property(pattern, words, (like, said) => {
      const expected = new RegExp(`^${like.replaceAll('*', '.*')}$`).test(said);
      expect(wildcard(like)(said)).toBe(expected);
    });
    fc.assert(property, { numRuns: 3000 });
  });
});
