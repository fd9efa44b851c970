import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CuttingProxy } from './follow/cuttingProxy.ts';
import { runTail } from '../../src/logs/tail.ts';
import { plainLine } from '../../src/logs/text/sanitize.ts';
import { connectionTo } from './follow/followKit.ts';
import { startEngine, type TestEngine, until } from './harness.ts';
import { createBucket, createJob } from './trainingKit.ts';

/** The same moments each time; `CUT_SEED` names others for a longer look. */
const seed = Number(process.env['CUT_SEED'] ?? 6);
const cuts = 100;
const hosts = 3;
/** Tails that follow the job at once, each through a network of its own: they share the cuts, and the time that these take. */
const tails = 4;

/** Every host writes its numbered lines, in bursts and single, for as long as the cuts take: until the file is there. */
const script = `
import os, random, sys, time
host = os.environ["SM_CURRENT_HOST"]
draw = random.Random(host)
number = 0
while not os.path.exists(os.environ["SM_HP_UNTIL"]):
    for _ in range(draw.choice([1, 1, 1, 5, 400])):
        print(f"{host} line {number} " + "x" * draw.choice([0, 10, 2000]))
        number += 1
    sys.stdout.flush()
    time.sleep(draw.random() * 0.1)
print(f"{host} wrote {number} lines")
`;

/** Numbers between 0 and 1 that look drawn by lot (mulberry32). */
function lot(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

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

/** Follows the job through a network that is cut again and again. */
async function followThroughCuts(seed: number) {
  const proxy = new CuttingProxy(engine.state.endpoint);
  const connection = connectionTo(engine.state, closing.signal, await proxy.start());
  const shown: string[] = [];
  const over = runTail(
    connection,
    { kind: 'trainingJob', name: 'cut' },
    (text) => shown.push(text),
    closing.signal,
  ).finally(() => proxy.stop());
  await until(
    () => Promise.resolve(shown.join('')),
    (text) => text.includes('line 0'),
    60,
  );
  const random = lot(seed);
  let severed = 0;
  for (let cut = 0; cut < cuts / tails; cut++) {
    await delay(random() * 600);
    severed += proxy.cut();
    // Now and then the network stays away for a while.
    if (random() < 0.05) {
      proxy.down = true;
      await delay(random() * 1500);
      proxy.down = false;
    }
  }
  return { severed, over, texts: () => shown.join('').split(/\r\n/).map(plainLine) };
}

describe('a tail whose connection is cut', () => {
  it(
    `shows every line once and in order, after ${cuts} cuts at random moments`,
    { timeout: 240_000 },
    async () => {
      const enough = join(engine.dataDir, 'enough');
      await createJob(engine, 'cut', {
        files: { 'train.py': script },
        ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: hosts, VolumeSizeInGB: 1 },
        StoppingCondition: { MaxRuntimeInSeconds: 200 },
        HyperParameters: { until: enough },
      });
      const cut = await Promise.all(Array.from({ length: tails }, (_, n) => followThroughCuts(seed + n)));
      await writeFile(enough, '');
      expect(cut.reduce((sum, { severed }) => sum + severed, 0)).toBeGreaterThan(cuts / 2);
      for (const { over, texts } of cut) {
        const { state } = await over;
        expect(state?.status).toBe('Completed');
        expectWhole(texts());
      }
    },
  );
});

/** Holds that each host's lines are there once, in order and to the last. */
function expectWhole(texts: readonly string[]): void {
  for (let host = 1; host <= hosts; host++) {
    const line = new RegExp(`algo-${host} (?:line|wrote) .*`);
    const lines = texts.flatMap((text) => line.exec(text)?.[0] ?? []);
    const count = Number(/wrote (\d+) lines$/.exec(lines.at(-1) ?? '')?.[1]);
    expect(count).toBeGreaterThan(1000);
    const numbers = lines.slice(0, -1).map((line) => Number(line.split(' ')[2]));
    expect(numbers).toEqual(Array.from({ length: count }, (_, n) => n));
  }
}
