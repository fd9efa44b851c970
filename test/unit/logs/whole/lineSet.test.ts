import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineSet } from '../../../../src/logs/whole/lineSet.ts';

describe('LineSet', () => {
  it('counts, finds and names its lines as a list does, however it grows', () => {
    const steps = fc.array(
      fc.record({ gaps: fc.array(fc.oneof(fc.nat(3), fc.nat(3000)), { maxLength: 40 }), tail: fc.nat(3000) }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(steps, fc.array(fc.nat(150_000), { maxLength: 20 }), (rounds, asked) => {
        const set = new LineSet();
        const list: number[] = [];
        let end = 0;
        for (const { gaps, tail } of rounds) {
          const lines: number[] = [];
          for (const gap of gaps) {
            lines.push(end + gap);
            end += gap + 1;
          }
          end += tail;
          set.append(lines, end);
          list.push(...lines);
        }
        expect(set.size).toBe(list.length);
        expect(set.upTo).toBe(end);
        expect(list.map((_, index) => set.select(index))).toEqual(list);
        expect(set.select(list.length)).toBeUndefined();
        for (const line of [...asked, ...list, 31, 32, 1023, 1024, end]) {
          expect(set.rank(line)).toBe(list.filter((one) => one < line).length);
          expect(set.next(line)).toBe(list.find((one) => one >= line));
          expect(set.previous(line)).toBe(list.findLast((one) => one <= line));
          expect(set.has(line)).toBe(list.includes(line));
        }
      }),
      { numRuns: 60 },
    );
  });
});
