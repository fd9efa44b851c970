import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestTime } from '../../../bestTime.ts';
import { LinearMatcher } from '../../../../../src/engine/services/logs/regex/linearMatcher.ts';
import { Work } from '../../../../../src/engine/services/logs/regex/work.ts';

const matcherOf = (source: string): LinearMatcher => new LinearMatcher(source, new Work());

/** What the platform's own matcher says, as a witness. */
function witness(source: string, text: string): (string | undefined)[] | undefined {
  const inline = /^\(\?([is]+)\)/.exec(source);
  const found = new RegExp(inline ? source.slice(inline[0].length) : source, inline?.[1] ?? '').exec(text);
  return found ? [...found].slice(1) : undefined;
}

/** Many letters without any order. */
function disorder(): string {
  let seed = 1;
  const next = (): number => (seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0) >>> 16;
  return Array.from({ length: 400_000 }, () => (next() & 1 ? 'a' : 'b')).join('');
}

describe('LinearMatcher', () => {
  it.each([
    ['ERROR', 'an ERROR here'],
    ['(?i)error', 'an ErRoR here'],
    ['^start', 'start of it'],
    ['^start', 'no start'],
    ['end$', 'at the end'],
    ['(?<level>[A-Z]+)\\s+(?<rest>.*)', 'x WARN  it goes on'],
    ['(a|ab)(c|bcd)(d*)', 'abcd'],
    ['loss=(?<loss>[\\d.]+)(?:, acc=(?<acc>[\\d.]+))?', 'step 3 loss=0.25'],
    ['(\\w+)@(\\w+)\\.com', 'mail bob@example.com now'],
    ['\\bcat\\b', 'a cat sat'],
    ['\\bcat\\b', 'concatenate'],
    ['x{2,3}?(x*)', 'xxxxx'],
    ['(a+?)(a*)', 'aaaa'],
    ['[^\\]]+\\]', 'ab]'],
    ['(?:a|b)*c', 'ababc'],
    ['()', ''],
    ['a||b', 'zzz'],
    ['(?s)a.b', 'a\nb'],
    ['a.b', 'a\nb'],
    ['é+', 'caféé'],
    ['(?<code>2\\d\\d)', 'status 204'],
  ])('%s finds in "%s" what JavaScript finds', (source, text) => {
    const matcher = matcherOf(source);
    const expected = witness(source, text);
    expect(matcher.exec(text)).toEqual(expected);
    expect(matcher.test(text)).toBe(expected !== undefined);
  });

  it('agrees with JavaScript on expressions and texts at random', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '1', '^', '$', '\\b');
    const node = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        atom,
        fc.tuple(tie('node'), tie('node')).map((parts) => parts.join('')),
        fc.tuple(tie('node'), tie('node')).map(([a, b]) => `(${a}|${b})`),
        fc
          .tuple(
            fc.constantFrom('a', 'b', '(a|b)', '[ab1]', '(?:ab)'),
            fc.constantFrom('*', '+', '?', '*?', '{1,2}'),
          )
          .map((parts) => parts.join('')),
      ),
    })).node;
    fc.assert(
      fc.property(
        node,
        fc.string({ unit: fc.constantFrom('a', 'b', '1', ' '), maxLength: 12 }),
        (source, text) => {
          const matcher = matcherOf(source);
          expect(matcher.test(text)).toBe(new RegExp(source).test(text));
          expect(matcher.exec(text)).toEqual(witness(source, text));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('takes time that grows with the text alone', () => {
    const text = 'a'.repeat(50_000);
    const match = () => {
      expect(matcherOf('(a*)*b').test(text)).toBe(false);
      expect(matcherOf('(a|aa)+$').test(`${text}!`)).toBe(false);
      expect(matcherOf('(?<x>a*)(?<y>a*)c').exec(text)).toBeUndefined();
    };
    expect(bestTime(match, 2000)).toBeLessThan(2000);
  });

  it.each([
    ['(a|b)*a(a|b){14}c'],
    ['a[ab]{1000}[ab]{1000}[ab]{1000}[ab]{1000}c'],
    ['\\ba[ab]{1000}c|[ab]{999}\\b'],
    ['((a)|(b)|(a)|(b))*'],
    ['(?:\\b|.)(?:a?){900}(?:[ab]?){900}c'],
  ])('gives up on %s where it would keep everybody waiting, and is there for the next text', (source) => {
    const work = new Work();
    const matcher = new LinearMatcher(source, work);
    expect(() => matcher.exec(disorder())).toThrow('take too long');
    work.begin();
    expect(matcher.test('ab')).toBe(new RegExp(source).test('ab'));
  });

  it('counts what all expressions on one text cost together', () => {
    const work = new Work();
    const text = 'é'.repeat(50);
    const all = Array.from({ length: 120 }, () => new LinearMatcher('[éa]{999}b', work));
    work.begin();
    expect(all[0]?.test(text)).toBe(false);
    expect(() => all.map((matcher) => matcher.test(text))).toThrow('take too long');
  });

  it.each([
    ['(?:(?:(?:){1000}){1000}){1000}', 'too long'],
    ['(', 'not closed'],
    ['a)', 'has no "("'],
    ['*a', 'nothing stands before'],
    ['(?=a)', 'looking ahead'],
    ['(?<!a)', 'looking ahead'],
    ['(a)\\1', 'references back'],
    ['[a', 'not closed'],
    ['a\\', 'backslash'],
    ['a++', 'give nothing back'],
    ['a{1001}', 'too large'],
    ['((a{999}){999})', 'too long'],
    ['(?m)^a', '(?m)'],
  ])('refuses %s: %s', (source, why) => {
    expect(() => matcherOf(source)).toThrow(why);
  });
});
