import { describe, expect, it } from 'vitest';
import {
  addCosts,
  costOf,
  costText,
  partCost,
  runningText,
  soFarText,
  unknownCost,
  usageText,
} from '../../../../src/catalog/prices/cost.ts';
import { type Rate } from '../../../../src/catalog/prices/rate.ts';

const usage = (count: number, instanceType: string | undefined = 'ml.g5.2xlarge') =>
  ({ instanceType, count, use: 'training' }) as const;
const live = (usd: number): Rate => ({ kind: 'known', usd, source: 'live' });
const cost = (count: number, rate: Rate) => partCost(usage(count), rate);

describe('costs', () => {
  it('are instances times rate', () => {
    expect(costText(cost(2, live(1.515)))).toBe('$3.03/h');
  });

  it('say where a part is not known', () => {
    const part = cost(1, { kind: 'unknown' });
    expect(costText(part)).toBe('rate unknown');
    expect(costText(addCosts([cost(2, live(1.515)), part]))).toBe('≥ $3.03/h');
    expect(costText(addCosts([unknownCost, cost(1, live(1))]))).toBe('≥ $1.00/h');
    expect(soFarText(addCosts([cost(1, live(1)), part]), new Date(0), 3_600_000)).toBeUndefined();
  });

  it('are asked for by the instances of a cluster', async () => {
    const rate = (_: unknown, { instanceType }: { instanceType: string | undefined }): Promise<Rate> =>
      Promise.resolve(instanceType === 'ml.a' ? live(1.5) : { kind: 'unknown' });
    const market = { region: 'us-west-2', billed: true, pricing: () => Promise.resolve(undefined) };
    const known = await costOf([usage(2, 'ml.a'), usage(1, 'ml.a')], market, { rate });
    expect(known).toMatchObject({ usd: 4.5, unknown: false });
    const mixed = await costOf([usage(2, 'ml.a'), usage(1, 'ml.b')], market, { rate });
    expect(mixed).toMatchObject({ usd: 3, unknown: true });
  });

  it('are nothing here, and for no instances', () => {
    expect(costText(cost(2, { kind: 'free' }))).toBe('');
    expect(costText(cost(0, { kind: 'unknown' }))).toBe('');
    expect(addCosts([])).toMatchObject({ free: true, usd: 0, unknown: false });
  });

  it('are by request', () => {
    const serverless = cost(1, { kind: 'by-request' });
    expect(costText(serverless)).toBe('billed by request');
    expect(costText(addCosts([serverless, cost(1, live(2))]))).toBe('$2.00/h');
    expect(addCosts([serverless])).toMatchObject({ free: false, unknown: false, usd: 0 });
  });

  it('remember that a rate is dated', () => {
    const dated = cost(1, { kind: 'known', usd: 1, source: 'snapshot' });
    expect(addCosts([dated, cost(1, live(1))]).dated).toBe(true);
  });

  it('grow with time', () => {
    expect(soFarText(cost(1, live(1.2)), new Date(0), 21 * 60_000)).toBe('≈ $0.42 so far');
    expect(soFarText(cost(1, live(1.2)), undefined, 1)).toBeUndefined();
    expect(soFarText(cost(1, live(1.2)), new Date(1000), 0)).toBe('≈ $0.00 so far');
  });

  it('stand in a row', () => {
    const twice = [usage(2)];
    expect(runningText(twice, cost(2, live(1.515)), new Date(0), 7_380_000)).toBe(
      'ml.g5.2xlarge × 2 · $3.03/h · 2 h 3 min',
    );
    expect(runningText([], unknownCost, undefined, 0)).toBe('rate unknown');
    expect(usageText([usage(1), usage(3, 'ml.m5.large'), { ...usage(1), instanceType: undefined }])).toBe(
      'ml.g5.2xlarge × 1, ml.m5.large × 3',
    );
  });
});
