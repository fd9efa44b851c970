import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GetLogEventsCommand, DescribeLogStreamsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEngine, type TestEngine, until } from './harness.ts';
import { createBucket, createJob, describeJob, jobEnd } from './trainingKit.ts';

const logGroupName = '/aws/sagemaker/TrainingJobs';
let engine: TestEngine;

beforeAll(async () => {
  engine = await startEngine();
  await createBucket(engine);
});
afterAll(() => engine.stop());

async function messages(name: string): Promise<string[]> {
  const { logStreams = [] } = await engine.logs
    .send(new DescribeLogStreamsCommand({ logGroupName, logStreamNamePrefix: `${name}/` }))
    .catch(() => ({ logStreams: [] }));
  const [stream] = logStreams;
  if (!stream) return [];
  const { logStreamName } = stream;
  const { events = [] } = await engine.logs.send(
    new GetLogEventsCommand({ logGroupName, logStreamName, startFromHead: true }),
  );
  return events.map(({ message = '' }) => message);
}

// As tqdm does: a return before each state, a line feed behind the last.
const script = `
import os, sys, time
for step in range(61):
    sys.stderr.write(f"\\r{step}/60 loss={1 - step / 100:.2f};")
    sys.stderr.flush()
    time.sleep(0.05)
while not os.path.exists(os.environ["SM_HP_UNTIL"]): time.sleep(0.05)
sys.stderr.write("\\n")
print("done", flush=True)
`;

it('a bar moves while it runs, is whole in the end, and tells its metrics', { timeout: 60_000 }, async () => {
  const seen = join(engine.dataDir, 'seen');
  await createJob(engine, 'bar', {
    files: { 'train.py': script },
    HyperParameters: { until: seen },
    AlgorithmSpecification: {
      TrainingImage: 'sagemaker-local/python:3',
      TrainingInputMode: 'File',
      MetricDefinitions: [{ Name: 'loss', Regex: 'loss=([0-9.]+);' }],
    },
  });
  const bars = async () => (await messages('bar')).filter((message) => message.includes('loss='));
  const during = await until(bars, (found) => found.join('').includes('60/60'), 30);
  expect(await describeJob(engine, 'bar')).toMatchObject({ TrainingJobStatus: 'InProgress' });
  // Some three seconds of it, an event a second and the one when it stood still; 61 states would be too many.
  expect(during.length).toBeGreaterThanOrEqual(2);
  expect(during.length).toBeLessThanOrEqual(20);
  await writeFile(seen, '');
  const { FinalMetricDataList: metrics } = await jobEnd(engine, 'bar');
  const all = await messages('bar');
  const states = Array.from({ length: 61 }, (_, n) => `\r${n}/60 loss=${(1 - n / 100).toFixed(2)};`);
  expect((await bars()).join('')).toBe(states.join(''));
  expect(all.slice(all.indexOf(during.at(-1) ?? '') + 1)[0]).toBe('done');
  expect(metrics?.map(({ MetricName, Value }) => [MetricName, (Value ?? 1) < 0.6])).toEqual([['loss', true]]);
});
