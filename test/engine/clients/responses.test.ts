import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ENGINE_ARGS, measure } from '../coverage/measure.ts';
import { startEngine } from '../harness.ts';
import { client, hasBoto3 } from './witness.ts';

const boto3 = await hasBoto3();
const folder = await mkdtemp(join(tmpdir(), 'sagemaker-responses-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Verdict {
  readonly checked: number;
  readonly operations: number;
  readonly problems: string[];
  readonly warnings: string[];
}

describe.skipIf(!boto3)("botocore's model of SageMaker", { timeout: 180_000 }, () => {
  it('finds no unknown, missing or ill-typed member in the answers to all proofs', async () => {
    const engine = await startEngine(...ENGINE_ARGS);
    const { answers } = await measure(engine, Number(process.env['FUZZ_SEED'] ?? 7));
    await engine.stop();
    const file = join(folder, 'answers.jsonl');
    await writeFile(file, answers.map((answer) => JSON.stringify(answer)).join('\n'));
    const said = await client('python3', ['test/engine/clients/responses.py', file], process.env);
    const { problems, warnings, checked, operations } = JSON.parse(said) as Verdict;
    if (warnings.length > 0) console.warn(`botocore's model says:\n  ${warnings.join('\n  ')}`);
    expect(problems).toEqual([]);
    expect(checked).toBeGreaterThan(2000);
    expect(operations).toBeGreaterThan(330);
  });
});
