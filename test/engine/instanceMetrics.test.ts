import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudWatchClient, GetMetricDataCommand, ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import { StopTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine, until } from './harness.ts';
import { createBucket, createJob, jobEnd } from './trainingKit.ts';

const NAMESPACE = '/aws/sagemaker/TrainingJobs';
const BURN = {
  'train.py': `
import multiprocessing, sys, time
def burn(seconds):
    # Of the processor's time: on a busy machine it takes longer.
    while time.process_time() < seconds: sum(range(10000))
def main():
    held = bytearray(200 * 1024 * 1024)
    for i in range(0, len(held), 4096): held[i] = 1
    print("resting", flush=True)
    time.sleep(4)
    print("burning", flush=True)
    # A process of its own, as a data loader's workers are.
    worker = multiprocessing.Process(target=burn, args=(4,))
    worker.start(); worker.join()
if __name__ == "__main__": main()
`,
};

/** Seconds since the epoch, and values. */
async function values(
  engine: TestEngine,
  host: string,
  metric: string,
  Period = 1,
): Promise<(readonly [at: number, value: number])[]> {
  const client = new CloudWatchClient(engine.clientConfig);
  const Dimensions = [{ Name: 'Host', Value: host }];
  const { MetricDataResults: [found] = [] } = await client.send(
    new GetMetricDataCommand({
      StartTime: new Date(Date.now() - 600_000),
      EndTime: new Date(Date.now() + 1000),
      ScanBy: 'TimestampAscending',
      MetricDataQueries: [
        {
          Id: 'a',
          MetricStat: {
            Metric: { Namespace: NAMESPACE, MetricName: metric, Dimensions },
            Period,
            Stat: 'Average',
          },
        },
      ],
    }),
  );
  client.destroy();
  return (found?.Timestamps ?? []).map((at, i) => [at.getTime() / 1000, found?.Values?.[i] ?? NaN] as const);
}

/** The names of the metrics that a host has. */
async function metricNames(engine: TestEngine, host: string): Promise<string[]> {
  const client = new CloudWatchClient(engine.clientConfig);
  const Dimensions = [{ Name: 'Host', Value: host }];
  const { Metrics = [] } = await client.send(new ListMetricsCommand({ Namespace: NAMESPACE, Dimensions }));
  client.destroy();
  return Metrics.map(({ MetricName = '' }) => MetricName).sort();
}

describe('a machine without GPUs', () => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await startEngine();
    await createBucket(engine);
  });
  afterAll(() => engine.stop());

  it('tells of a job that rests and then burns one core, through its worker', async () => {
    await createJob(engine, 'burner', { files: BURN });
    await jobEnd(engine, 'burner');
    const cpu = await until(
      () => values(engine, 'burner/algo-1', 'CPUUtilization'),
      (found) => found.length >= 6,
    );
    const sorted = cpu.map(([, value]) => value).sort((a, b) => a - b);
    expect(sorted[1]).toBeLessThan(15);
    // Each value is of the time since the one before: together they are the four seconds that were burnt, less what came
    // after the last look.
    const seconds =
      cpu.slice(1).reduce((sum, [time, value], n) => sum + (time - (cpu[n]?.[0] ?? time)) * value, 0) / 100;
    expect(seconds).toBeGreaterThan(2);
    expect(seconds).toBeLessThan(6);
    expect(sorted.at(-1)).toBeLessThanOrEqual(availableParallelism() * 100);
    // The rest comes first.
    const busiest = cpu.reduce((a, b) => (b[1] > a[1] ? b : a));
    const quietest = cpu.slice(1).reduce((a, b) => (b[1] < a[1] ? b : a));
    expect(busiest[0]).toBeGreaterThan(quietest[0]);

    const memory = await values(engine, 'burner/algo-1', 'MemoryUtilization');
    expect(memory.length).toBeGreaterThanOrEqual(6);
    expect(Math.max(...memory.map(([, value]) => value))).toBeGreaterThan(0.2);
    const [disk] = await values(engine, 'burner/algo-1', 'DiskUtilization', 60);
    expect(disk?.[1]).toBeGreaterThan(0);
    expect(disk?.[1]).toBeLessThanOrEqual(100);
    expect(await metricNames(engine, 'burner/algo-1')).toEqual([
      'CPUUtilization',
      'DiskUtilization',
      'MemoryUtilization',
    ]);
  });

  it('goes on after the engine was killed and started anew', async () => {
    await createJob(engine, 'adopted', {
      files: {
        'train.py': 'while True: sum(range(10000))\n',
      },
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 1 },
    });
    await until(
      () => values(engine, 'adopted/algo-1', 'CPUUtilization'),
      (found) => found.length > 0,
    );
    await engine.kill9();
    await sleep(500);
    await engine.start();
    const restarted = Math.floor(Date.now() / 1000);
    const after = await until(
      () => values(engine, 'adopted/algo-1', 'CPUUtilization'),
      (found) => found.some(([at]) => at > restarted),
    );
    // A part of a core: others work on this machine, too.
    expect(after.at(-1)?.[1]).toBeGreaterThan(2);
    await engine.sagemaker.send(new StopTrainingJobCommand({ TrainingJobName: 'adopted' }));
    await jobEnd(engine, 'adopted');
  });

  it('measures each host by itself', async () => {
    await createJob(engine, 'two-hosts', {
      files: {
        'train.py': `
import json, os, time
end = time.time() + 3
while time.time() < end:
    if os.environ["SM_CURRENT_HOST"] == "algo-1": sum(range(10000))
    else: time.sleep(0.05)
`,
      },
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 2, VolumeSizeInGB: 1 },
    });
    await jobEnd(engine, 'two-hosts');
    const [busy, idle] = await Promise.all(
      ['algo-1', 'algo-2'].map((host) =>
        until(
          () => values(engine, `two-hosts/${host}`, 'CPUUtilization'),
          (found) => found.length > 0,
        ),
      ),
    );
    const most = (found: typeof busy) => Math.max(...(found ?? []).map(([, value]) => value));
    expect(most(busy)).toBeGreaterThan(most(idle));
  });
});

describe('a machine with GPUs', () => {
  let engine: TestEngine;
  let folder: string;
  const path = process.env['PATH'];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gpus-'));
    const program = join(folder, 'nvidia-smi');
    await writeFile(program, '#!/bin/sh\necho "30, 4096, 16384"\necho "90, 8192, 16384"\n');
    await chmod(program, 0o755);
    process.env['PATH'] = `${folder}:${path ?? ''}`;
    engine = await startEngine();
    await createBucket(engine);
  });
  afterAll(async () => {
    process.env['PATH'] = path;
    await engine.stop();
    await rm(folder, { recursive: true });
  });

  it('adds up what its GPUs say', async () => {
    await createJob(engine, 'gpus', { files: { 'train.py': 'import time\ntime.sleep(2)\n' } });
    await jobEnd(engine, 'gpus');
    const read = (metric: string) =>
      until(
        () => values(engine, 'gpus/algo-1', metric),
        (found) => found.length > 0,
      );
    expect((await read('GPUUtilization'))[0]?.[1]).toBe(120);
    expect((await read('GPUMemoryUtilization'))[0]?.[1]).toBe(75);
  });
});
