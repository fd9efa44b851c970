import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runTail } from '../../src/logs/tail.ts';
import { connectionTo } from './follow/followKit.ts';
import { screenText } from './follow/screenText.ts';
import { startEngine, type TestEngine } from './harness.ts';
import { createBucket, createJob } from './trainingKit.ts';

/** What a followed job of three hosts looks like in a terminal; written anew with `UPDATE_GOLDEN=1`. */
const golden = join(import.meta.dirname, '..', 'fixtures', 'tail', 'threeHosts.txt');

/** Hosts take turns, each well after the one before, so that the lines have one order; one of them fails. */
const script = `
import json, os, sys, time
host = os.environ["SM_CURRENT_HOST"]
rank = int(host.split("-")[1]) - 1
def mine(number):
    return os.path.join(os.environ["SM_HP_MEETING"], f"turn-{number}")

def give(number):
    sys.stdout.flush()
    time.sleep(0.4)
    open(mine(number), "w").close()

def turn(number):
    give(number * 3 + rank - 2)
    while not os.path.exists(mine(number * 3 + rank)): time.sleep(0.02)

turn(0)
print(f"rank {rank} of {len(json.loads(os.environ['SM_HOSTS']))} is ready")
turn(1)
print(json.dumps({"level": "INFO", "message": "epoch done", "epoch": 1, "rank": rank}))
turn(2)
print("\\x1b[33mWARNING\\x1b[0m gradient clipped \\x1b]0;a title\\x07\\x1b[2J")
turn(3)
print("".join(f"\\r{percent}%|" for percent in (10, 50, 100)) + " done")
turn(4)
give(13 + rank)
if rank == 2:
    raise ValueError("the third host cannot go on")
`;

let engine: TestEngine;
const closing = new AbortController();

beforeAll(async () => {
  engine = await startEngine();
  await createBucket(engine);
});
afterAll(async () => {
  closing.abort();
  await engine.stop();
});

it('a followed job of three hosts reads as it always did', { timeout: 120_000 }, async () => {
  await createJob(engine, 'three', {
    files: { 'train.py': script },
    ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 3, VolumeSizeInGB: 1 },
    HyperParameters: { meeting: JSON.stringify(engine.dataDir) },
  });
  const written: string[] = [];
  const connection = connectionTo(engine.state, closing.signal);
  const target = { kind: 'trainingJob', name: 'three' } as const;
  await runTail(connection, target, (text) => written.push(text), closing.signal);
  const text = screenText(written.join(''))
    .replaceAll(engine.dataDir, '<data directory>')
    .replace(/Command "[^ ]*python3/, 'Command "python3')
    .replace(/\d+ s \(billable: \d+ s\)/, '9 s (billable: 9 s)');
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(golden, text);
  expect(text).toBe(readFileSync(golden, 'utf8'));
});
