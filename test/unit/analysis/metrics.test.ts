import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestTime } from '../bestTime.ts';
import { bestIndex, directionOf } from '../../../src/analysis/metrics/best.ts';
import { csvText } from '../../../src/analysis/metrics/csv.ts';
import { decimate, firstAtLeast } from '../../../src/analysis/metrics/decimate.ts';
import { splitMetricName } from '../../../src/analysis/metrics/metricName.ts';
import { smooth } from '../../../src/analysis/metrics/smoothing.ts';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 });

describe('smoothing', () => {
  it('is that of TensorBoard, written as it is there', () => {
    // resmoothDataset, line for line.
    const tensorBoard = (values: readonly number[], weight: number): number[] => {
      let [last, accumulated] = [0, 0];
      const isConstant = values.every((value) => value === values[0]);
      return values.map((value) => {
        if (isConstant || !Number.isFinite(value)) return value;
        last = last * weight + (1 - weight) * value;
        accumulated++;
        return last / (weight !== 1 ? 1 - weight ** accumulated : 1);
      });
    };
    fc.assert(
      fc.property(
        fc.array(finite, { minLength: 1, maxLength: 300 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (ys, w) => {
          for (const [i, y] of tensorBoard(ys, w).entries()) expect(smooth(ys, w)[i]).toBeCloseTo(y, 5);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('begins at the first value, and leaves constants, gaps and a weight of nothing alone', () => {
    expect(smooth([4, 2], 0.5)[0]).toBe(4);
    expect(smooth([4, 2], 0.5)[1]).toBeCloseTo((4 * 0.25 + 2 * 0.5) / 0.75);
    expect(smooth([3, 3, 3], 0.9)).toEqual([3, 3, 3]);
    expect(smooth([1, NaN, 1, 2], 0.5)[1]).toBeNaN();
    expect(smooth([1, 5], 0)).toEqual([1, 5]);
  });
});

describe('the best value', () => {
  it.each([
    ['loss', 'lowest'],
    ['val_loss', 'lowest'],
    ['eval_logloss', 'lowest'],
    ['validation:rmse', 'lowest'],
    ['error', 'lowest'],
    ['test-error@0.7', 'lowest'],
    ['mean_absolute_error', 'lowest'],
    ['perplexity', 'lowest'],
    ['accuracy', 'highest'],
    ['valAccuracy', 'highest'],
    ['top5_acc', 'highest'],
    ['validation:auc', 'highest'],
    ['f1', 'highest'],
    ['macro_f1_score', 'highest'],
    ['r2', 'highest'],
    ['mAP', 'highest'],
    ['learning_rate', undefined],
    ['epoch', undefined],
    ['laundry', undefined],
  ])('of %s is the %s', (name, direction) => expect(directionOf(name)).toBe(direction));

  it('is the first of equals, and none of nothing', () => {
    expect(bestIndex([3, 1, NaN, 1], 'lowest')).toBe(1);
    expect(bestIndex([3, 1, 3], 'highest')).toBe(0);
    expect(bestIndex([NaN, Infinity], 'highest')).toBeUndefined();
  });
});

it.each([
  ['train:loss', 'loss', 'train'],
  ['validation:loss', 'loss', 'validation'],
  ['val_acc', 'acc', 'validation'],
  ['test-rmse', 'rmse', 'test'],
  ['loss/test', 'loss', 'test'],
  ['loss', 'loss', undefined],
  ['training', 'training', undefined],
  ['trainable_params', 'trainable_params', undefined],
])('%s is %s on %s', (name, base, part) => expect(splitMetricName(name)).toEqual({ base, part }));

describe('thinning', () => {
  it('keeps the ends, and of every column its lowest and highest value', () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 500, maxLength: 3000 }), (ys) => {
        const xs = ys.map((_, i) => i);
        const columns = 20;
        const kept = decimate(xs, ys, [0, ys.length - 1], columns);
        expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
        expect(kept.length).toBeLessThanOrEqual((columns + 1) * 4);
        expect([kept[0], kept.at(-1)]).toEqual([0, ys.length - 1]);
        const seen = kept.map((i) => ys[i] ?? NaN);
        expect(Math.min(...seen)).toBe(Math.min(...ys));
        expect(Math.max(...seen)).toBe(Math.max(...ys));
      }),
      { numRuns: 30 },
    );
  });

  it('keeps all of few, and a neighbour outside of what is seen', () => {
    const xs = [0, 1, 2, 3, 4, 5];
    expect(decimate(xs, xs, [2, 3], 100)).toEqual([1, 2, 3, 4]);
    expect(firstAtLeast(xs, 2.5)).toBe(3);
  });

  it('takes milliseconds for 100,000 points', () => {
    const xs = Array.from({ length: 100_000 }, (_, i) => i);
    const ys = xs.map((x) => Math.sin(x / 50));
    expect(bestTime(() => decimate(xs, ys, [0, 100_000], 800), 50)).toBeLessThan(50);
  });
});

it('CSV quotes what must be, and lets no name and no line be a formula', () => {
  expect(
    csvText([
      ['a,b', 'say "x"', 1.5, undefined],
      ['=1+1', '-x', -2, '-1.5'],
      ['=HYPERLINK("u")', '\r=1', undefined],
    ]),
  ).toBe('"a,b","say ""x""",1.5,\r\n\'=1+1,\'-x,-2,-1.5\r\n"\'=HYPERLINK(""u"")","\'\r=1",\r\n');
});
