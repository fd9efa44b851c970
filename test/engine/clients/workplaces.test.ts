import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine } from '../harness.ts';
import { client, hasBoto3 } from './witness.ts';

const boto3 = await hasBoto3();
let engine: TestEngine;

beforeAll(async () => {
  engine = await startEngine('--status-delay', '0.05');
});
afterAll(() => engine.stop());

interface Told {
  called: string[];
  misfits: string[];
  devices: number;
}

describe.skipIf(!boto3)('unmodified boto3', { timeout: 180_000 }, () => {
  it('finds Studio, notebook instances, MLflow, work teams and edge fleets as its model has them', async () => {
    const script = 'test/engine/clients/workplaces.py';
    const told = JSON.parse(await client('python3', [script], engine.clientEnvironment)) as Told;
    expect(told.misfits).toEqual([]);
    expect(told.devices).toBe(25);
    expect(told.called).toContain('refused');
    expect(new Set(told.called).size).toBeGreaterThan(40);
  });
});
