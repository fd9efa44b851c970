import { describe, expect, it } from 'vitest';
import { Distinct } from '../../../../../src/engine/services/logs/insights/functions/distinct.ts';
import { Quantiles } from '../../../../../src/engine/services/logs/insights/functions/quantiles.ts';

describe('what is counted of more values than are kept', () => {
  it('quantiles are exact for few values, and near for many in any order', () => {
    const few = new Quantiles();
    expect(few.at(50)).toBeUndefined();
    for (const value of [4, 1, 3, 2]) few.add(value);
    expect([0, 50, 100].map((percent) => few.at(percent))).toEqual([1, 2.5, 4]);

    const orders = {
      rising: (n: number) => n,
      falling: (n: number) => 300_000 - n,
      mixed: (n: number) => (n * 7919) % 300_007,
    };
    for (const value of Object.values(orders)) {
      const many = new Quantiles();
      for (let n = 0; n < 300_000; n++) many.add(value(n));
      for (const percent of [0.1, 1, 25, 50, 75, 99, 99.9])
        expect(Math.abs((many.at(percent) ?? NaN) / 3000 - percent)).toBeLessThan(0.5 * Math.min(1, percent));
    }
  });

  it('different values are counted exactly up to 16,384, and within some percent beyond', () => {
    const distinct = new Distinct();
    for (let n = 0; n < 32_768; n++) distinct.add(`value ${n % 16_384}`);
    expect(distinct.count).toBe(16_384);
    for (let n = 0; n < 400_000; n++) distinct.add(`value ${n % 200_000}`);
    expect(Math.abs(distinct.count / 200_000 - 1)).toBeLessThan(0.03);
  });

  it('long values are told apart by their ends as well', () => {
    const distinct = new Distinct();
    for (let n = 0; n < 300; n++) distinct.add(`${'x'.repeat(2000)}${n % 100}`);
    expect(distinct.count).toBe(100);
    expect(distinct.size).toBeLessThan(10_000);
  });
});
