import { describe, expect, it } from 'vitest';
import { type HourlyCost, unknownCost } from '../../../../src/catalog/prices/cost.ts';
import { trainingJob } from '../../../../src/catalog/training/trainingJob.ts';
import { runningNodes } from '../../../../src/explorer/running/runningNodes.ts';
import { runningNow, type RunningRow } from '../../../../src/explorer/running/runningRow.ts';
import { totalText } from '../../../../src/explorer/running/runningTexts.ts';

const free: HourlyCost = { usd: 0, unknown: false, byRequest: false, free: true, dated: false };
const costs = (usd: number): HourlyCost => ({ ...free, usd, free: false });
const row = (name: string, cost: HourlyCost, createdAt = new Date(0)): RunningRow => ({
  kind: trainingJob,
  resource: { kind: 'trainingJob', name, arn: name, status: 'InProgress', createdAt },
  usage: [],
  cost,
  since: undefined,
  idle: undefined,
  doubt: undefined,
});
const found = (rows: readonly RunningRow[], more: Partial<Parameters<typeof runningNow>[0]> = {}) =>
  runningNow({ rows, refusals: [], cut: [], at: new Date(), ...more });
const names = (rows: readonly RunningRow[]) => rows.map(({ resource }) => resource.name);

describe('runningNow', () => {
  it('puts the dearest first, then what may cost, then the oldest', () => {
    const rows = [
      row('free-new', free, new Date(2)),
      row('free-old', free, new Date(1)),
      row('unknown', unknownCost),
      row('cheap', costs(1)),
      row('dear', costs(2)),
    ];
    expect(names(found(rows).rows)).toEqual(['dear', 'cheap', 'unknown', 'free-old', 'free-new']);
  });

  it('adds up, and says where the sum is a lower bound', () => {
    expect(totalText(found([row('a', costs(1.21)), row('b', costs(3))]))).toBe('$4.21/h');
    expect(totalText(found([row('a', costs(1.21)), row('b', unknownCost)]))).toBe('≥ $1.21/h');
    expect(totalText(found([row('a', unknownCost)]))).toBe('rate unknown');
    expect(totalText(found([row('a', costs(1))], { cut: [trainingJob] }))).toBe('≥ $1.00/h');
  });

  it('costs nothing on this machine, and says nothing where nothing runs', () => {
    expect(totalText(found([row('a', free)]))).toBe('costs nothing');
    expect(totalText(found([row('a', free)], { cut: [trainingJob] }))).toBe('costs nothing');
    expect(totalText(found([]))).toBe('');
  });

  it('has one quiet node for all kinds that refused, below the rows', () => {
    const refusals = [{ kind: trainingJob, error: new Error('no') }];
    const nodes = runningNodes(found([row('a', costs(1))], { refusals, cut: [trainingJob] }));
    expect(nodes.map(({ type }) => type)).toEqual(['running', 'cut', 'refusals']);
    expect(runningNodes(found([]))).toEqual([]);
  });
});
