import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asNumber, naturalOrder } from '../../../../../src/engine/services/logs/insights/functions/values.ts';

/** The order as it is told: chunk by chunk. */
function byChunks(a: string, b: string): number {
  const [left, right] = [a.match(/\d+|\D+/g) ?? [], b.match(/\d+|\D+/g) ?? []];
  for (let n = 0; n < Math.min(left.length, right.length); n++) {
    const [s = '', t = ''] = [left[n], right[n]];
    if (s === t) continue;
    const areDigits = /^\d/.test(s) && /^\d/.test(t);
    if (areDigits && s.length !== t.length) return s.length - t.length;
    return s < t ? -1 : 1;
  }
  return left.length - right.length;
}

const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '~', '0', '1', '9'), maxLength: 6 });

describe('the order of sort', () => {
  it('is that of chunks of digits and of other characters', () => {
    const property = fc.property(text, text, text, (start, a, b) => {
      // A letter in front: texts that are numbers as a whole have an order of their own.
      const [left, right] = [`x${start}${a}`, `x${start}${b}`];
      expect(Math.sign(naturalOrder(left, right))).toBe(Math.sign(byChunks(left, right)));
    });
    fc.assert(property, { numRuns: 5000 });
  });
});

describe('a text', () => {
  it.each([
    ['12', 12],
    [' -1.5e3 ', -1500],
    ['.5', 0.5],
    ['3.', 3],
    ['+7', 7],
    ['1.2.3', undefined],
    ['', undefined],
    ['.', undefined],
    ['1e', undefined],
    [`${'1'.repeat(250_000)}x`, undefined],
    [`1${' '.repeat(250_000)}x`, undefined],
  ])('is a number where it writes one, which is seen at once: %.20j', (written, number) => {
    expect(asNumber(written)).toBe(number);
  });
});
