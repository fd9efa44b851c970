import { describe, expect, it } from 'vitest';
import { trimmedStatistic } from '../../../src/engine/services/cloudwatch/trimmedStatistics.ts';
import type { Weighted } from '../../../src/engine/store/metricReads.ts';

const ten: readonly Weighted[] = Array.from({ length: 10 }, (_, n) => [10 * (n + 1), 1] as const);
const of = (name: string, values = ten) => trimmedStatistic(name)?.(values);

describe('statistics over a part of what was measured', () => {
  it.each([
    // 10 to 90, 20 to 90, 60 to 80.
    ['tm90', 50],
    ['TM(10%:90%)', 55],
    ['TM(50:80)', 70],
    ['TM(:30)', 20],
    ['TM(80%:)', 95],
    ['IQM', 55],
    // The highest as 90; the lowest as 20 and the highest as 90; all as 50 to 80.
    ['wm90', 54],
    ['WM(10%:90%)', 55],
    ['WM(50:80)', 62],
    ['tc90', 9],
    ['TC(50:80)', 3],
    ['ts90', 450],
    ['TS(80%:)', 190],
    ['PR(:30)', 30],
    ['PR(50:80)', 30],
    ['TM(200:300)', undefined],
    ['TC(200:300)', 0],
  ])('%s', (name, expected) => {
    expect(of(name)).toBe(expected);
  });

  it('counts a value as often as it was measured, and keeps one that is alone', () => {
    const weighted: readonly Weighted[] = [
      [1, 8],
      [100, 2],
    ];
    expect(of('tm90', weighted)).toBe((8 + 100) / 9);
    expect(of('tm80', weighted)).toBe(1);
    expect(of('tm90', [[7, 1]])).toBe(7);
    expect(
      of('tm29', [
        [1, 29],
        [9, 71],
      ]),
    ).toBe(1);
  });

  it.each(['tm', 'tm101', 'TM(:)', 'TM(1:2', 'PR(10%:20%)', 'xm90', 'TM(a:b)', 'p90', 'iqm'])(
    'knows no %s',
    (name) => expect(trimmedStatistic(name)).toBeUndefined(),
  );
});
