import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { MetricFollower } from '../../../src/engine/jobs/metricFollower.ts';
import { MetricReader } from '../../../src/engine/jobs/metrics.ts';
import { validateTraining } from '../../../src/engine/jobs/validateTraining.ts';
import { type JsonObject } from '../../../src/engine/json.ts';
import { Database } from '../../../src/engine/store/database.ts';
import { encodeLogLine } from '../../../src/engine/store/logLine.ts';
import { dimensionsText } from '../../../src/engine/store/metricReads.ts';
import { MetricStore } from '../../../src/engine/store/metricStore.ts';

function lines(...messages: string[]) {
  return messages.map((message, i) => ({ timestamp: 1000 + i, ingestionTime: 0, message }));
}

test('the last value of each metric, in group 1', async () => {
  const told: [string, number][] = [];
  const definitions = [
    { name: 'loss', regex: 'loss=([0-9.]+)' },
    { name: 'acc', regex: '(?P<value>\\d+)% right' },
    { name: 'exp', regex: 'lr: (\\S+)' },
    { name: 'whole', regex: '^\\d+$' },
    { name: 'none', regex: 'never (\\d)' },
    { name: 'words', regex: 'loss(.*)' },
  ];
  const reader = new MetricReader(definitions, (name, { value }) => told.push([name, value]));
  onTestFinished(() => reader.close());
  await reader.read(lines('loss=3.5', 'loss=2.25 50% right', 'lr: 1e-3', '7', 'other'));
  expect(reader.finalMetrics()).toEqual([
    { MetricName: 'loss', Value: 2.25, Timestamp: 1.001 },
    { MetricName: 'acc', Value: 50, Timestamp: 1.001 },
    { MetricName: 'exp', Value: 0.001, Timestamp: 1.002 },
    { MetricName: 'whole', Value: 7, Timestamp: 1.003 },
  ]);
  // Each value on the way is told too.
  expect(told.filter(([name]) => name === 'loss').map(([, value]) => value)).toEqual([3.5, 2.25]);
});

test('a regular expression that never ends is given up, the others are read, and others are answered meanwhile', async () => {
  const definitions = [
    { name: 'bad', regex: '(a+)+$' },
    { name: 'good', regex: 'x=(\\d+)' },
  ];
  const reader = new MetricReader(definitions, () => undefined);
  onTestFinished(() => reader.close());
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 50);
  onTestFinished(() => clearInterval(timer));
  await reader.read(lines(`${'a'.repeat(40)}! x=4`));
  // Of two seconds.
  expect(turns).toBeGreaterThan(5);
  expect([...reader.givenUp]).toEqual(['bad']);
  expect(reader.values.get('good')?.value).toBe(4);
});

test('follows a growing log, and tells CloudWatch of each value once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'metrics-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'log');
  const line = (step: number): string => encodeLogLine(step * 1000, 0, `step=${step}`);
  await writeFile(file, Array.from({ length: 1234 }, (_, step) => line(step)).join(''));
  const log = (message: string, error?: unknown): void => {
    throw new Error(message, { cause: error });
  };
  const metrics = new MetricStore(new Database(join(folder, 'state.db')), log);
  const record = {
    ...{ kind: 'TrainingJob', region: 'r', name: 'job', arn: 'arn', createdAt: 0, modifiedAt: 0 },
    document: { AlgorithmSpecification: { MetricDefinitions: [{ Name: 'step', Regex: 'step=(\\d+)' }] } },
  };
  const follow = async (): Promise<JsonObject[]> => {
    const { signal } = new AbortController();
    const reader = await MetricFollower.of({ metrics, log }, record, [file], signal)?.finish();
    metrics.flush();
    return reader?.finalMetrics() ?? [];
  };
  expect(await follow()).toEqual([{ MetricName: 'step', Value: 1233, Timestamp: 1233 }]);
  // As after a restart of the engine: a new follower reads all of it again.
  await appendFile(file, `${line(1234)}1235000\t0\tstep=99`);
  expect(await follow()).toEqual([{ MetricName: 'step', Value: 1234, Timestamp: 1234 }]);
  const series = metrics.reads.series(
    'r',
    '/aws/sagemaker/TrainingJobs',
    'step',
    dimensionsText({ TrainingJobName: 'job' }),
  );
  const range = { start: 0, end: 3600, period: 3600 };
  const all = metrics.reads.periods(
    series.map(({ id }) => id),
    range,
    { descending: false, limit: 9 },
  );
  expect(all).toMatchObject([{ count: 1234, sum: (1234 * 1235) / 2, min: 1, max: 1234 }]);
});

const request = {
  AlgorithmSpecification: { TrainingImage: 'sagemaker-local/python:3', TrainingInputMode: 'File' },
  OutputDataConfig: { S3OutputPath: 's3://bucket/out' },
  ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
};

test.each([
  [{}, undefined],
  [
    {
      AlgorithmSpecification: {
        ...request.AlgorithmSpecification,
        MetricDefinitions: [{ Name: 'm', Regex: '(' }],
      },
    },
    /regular expression "\(" of the metric definition "m"/,
  ],
  [{ OutputDataConfig: { S3OutputPath: '/tmp/x' } }, /S3OutputPath/],
  [{ AlgorithmSpecification: { TrainingInputMode: 'File' } }, /exactly one of TrainingImage/],
  [
    { InputDataConfig: ['a', 'a'].map((ChannelName) => ({ ChannelName })) },
    /Channel names must be unique, "a"/,
  ],
  [
    { EnableManagedSpotTraining: true, StoppingCondition: { MaxRuntimeInSeconds: 9 } },
    /MaxWaitTimeInSeconds/,
  ],
])('refuses what AWS refuses: %j', (change, complaint) => {
  const answer = validateTraining({ ...request, ...change });
  if (complaint) expect(answer).toMatch(complaint);
  else expect(answer).toBeUndefined();
});
