import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StopTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HostStarted } from '../../src/engine/jobs/hostSpec.ts';
import { startEngine, type TestEngine, until } from './harness.ts';
import { createBucket, createJob, describeJob, jobEnd, jobLog } from './trainingKit.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine();
  await createBucket(engine);
});
afterAll(() => engine.stop());

const TICKER = {
  'train.py': `
import argparse, os, sys, time
parser = argparse.ArgumentParser()
parser.add_argument("--seconds", type=float)
parser.add_argument("--code", type=int, default=0)
parser.add_argument("--until")
arguments = parser.parse_args()
start, i = time.time(), 0
while time.time() - start < arguments.seconds and not os.path.exists(arguments.until or ""):
    print("tick", i); i += 1; time.sleep(0.05)
open(os.path.join(os.environ["SM_MODEL_DIR"], "m"), "w").write("1")
sys.exit(arguments.code)
`,
};

/** Waits until the job has written so many lines. */
async function ticks(name: string, count: number): Promise<string[]> {
  return until(
    () => jobLog(engine, name).catch(() => []),
    (log) => log.length >= count,
  );
}

test('kill -9 of the engine while a job runs: the job runs on, nothing of its log is lost, its end is the true one', async () => {
  const enough = join(engine.dataDir, 'enough');
  await createJob(engine, 'survivor', { files: TICKER, HyperParameters: { seconds: '60', until: enough } });
  const before = await ticks('survivor', 5);
  await engine.restart();
  const job = await describeJob(engine, 'survivor');
  expect(job).toMatchObject({ TrainingJobStatus: 'InProgress', SecondaryStatus: 'Training' });
  const after = await jobLog(engine, 'survivor');
  expect(after.slice(0, before.length)).toEqual(before);
  await ticks('survivor', before.length + 30);
  await writeFile(enough, '');
  const end = await jobEnd(engine, 'survivor');
  expect(end).toMatchObject({ TrainingJobStatus: 'Completed' });
  expect(end.ModelArtifacts).toBeDefined();
  const log = await jobLog(engine, 'survivor');
  expect(log).toEqual(log.map((_line, i) => `tick ${i}`));
  expect(end.SecondaryStatusTransitions?.map(({ Status }) => Status)).toEqual([
    ...['Starting', 'Downloading', 'Training', 'Uploading', 'Completed'],
  ]);
});

test('a job that fails while no engine runs', async () => {
  await createJob(engine, 'alone', { files: TICKER, HyperParameters: { seconds: '0.6', code: '3' } });
  await ticks('alone', 2);
  await engine.kill9();
  await new Promise((wake) => setTimeout(wake, 1500));
  await engine.start();
  const end = await jobEnd(engine, 'alone');
  expect(end).toMatchObject({ TrainingJobStatus: 'Failed' });
  expect(end.FailureReason).toContain('ExitCode 3');
});

test('a stop after a restart', async () => {
  await createJob(engine, 'stopped-later', { files: TICKER, HyperParameters: { seconds: '60' } });
  await ticks('stopped-later', 2);
  await engine.restart();
  await engine.sagemaker.send(new StopTrainingJobCommand({ TrainingJobName: 'stopped-later' }));
  expect(await jobEnd(engine, 'stopped-later')).toMatchObject({ TrainingJobStatus: 'Stopped' });
});

test('kill -9 at once after the answer: the job is there and comes to its end', async () => {
  await createJob(engine, 'at-once', { files: TICKER, HyperParameters: { seconds: '0.2' } });
  await engine.restart();
  expect(await jobEnd(engine, 'at-once')).toMatchObject({ TrainingJobStatus: 'Completed' });
  const log = await jobLog(engine, 'at-once');
  expect(log.filter((line) => line === 'tick 0')).toHaveLength(1);
});

test('a runner that is killed without a result', async () => {
  await createJob(engine, 'lost', { files: TICKER, HyperParameters: { seconds: '60' } });
  await ticks('lost', 2);
  const file = join(engine.dataDir, 'jobs', 'us-east-1', 'lost', 'algo-1', 'started.json');
  const started = JSON.parse(await readFile(file, 'utf8')) as HostStarted;
  process.kill(started.runner.pid, 'SIGKILL');
  const end = await jobEnd(engine, 'lost');
  expect(end.FailureReason).toMatch(
    /^InternalServerError: The process that ran the training was ended from outside/,
  );
  // Its script does not go on.
  await until(
    async () => {
      try {
        process.kill(started.child!.pid, 0);
        return true;
      } catch {
        return false;
      }
    },
    (alive) => !alive,
  );
});
