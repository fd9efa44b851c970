import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine } from '../harness.ts';
import { type Outcome } from './ledger.ts';
import { ENGINE_ARGS, measure, runProofs } from './measure.ts';
import { cannedClient, type RecordedAnswer } from './recorder.ts';
import { count, PROMISED } from './table.ts';

/** The same each time, so that no test fails by chance. */
const seed = Number(process.env['FUZZ_SEED'] ?? 7);
let engine: TestEngine;
let outcomes: Outcome[];
let answers: RecordedAnswer[];

beforeAll(async () => {
  engine = await startEngine(...ENGINE_ARGS);
  ({ outcomes, answers } = await measure(engine, seed));
}, 180_000);
afterAll(() => engine.stop());

describe('the operations that count as covered', () => {
  it(`work when run (seed ${seed})`, () => {
    const failed = outcomes.filter(({ state }) => state === 'failed');
    expect(failed.map(({ operation, reason }) => `${operation}: ${reason}`)).toEqual([]);
  });

  it('are as many as promised, and as many as the README says', async () => {
    const proven = count(outcomes, 'proven');
    expect(proven).toBeGreaterThanOrEqual(PROMISED);
    const readme = await readFile('README.md', 'utf8');
    const said = /(\d+) of the (\d+) operations/.exec(readme);
    expect(said?.slice(1).map(Number)).toEqual([proven, outcomes.length]);
  });

  it('would not count if their answers were canned', async () => {
    const good = answers.filter(({ status }) => status === 200);
    const canned = new Map(good.map((answer) => [answer.operation, answer]));
    const { region, accountId } = engine.state;
    const proven = await runProofs({
      clientIn: (asked) => cannedClient({ ...engine.clientConfig, region: asked }, canned),
      ...{ s3: engine.s3, region, accountId, seed: seed + 1, patience: 100 },
    });
    expect(proven.filter(({ state }) => state === 'proven')).toEqual([]);
  });
});
