import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { MetricReader } from '../../../src/engine/jobs/metrics.ts';
import { validateTraining } from '../../../src/engine/jobs/validateTraining.ts';
import { encodeLogLine } from '../../../src/engine/store/logLine.ts';

function lines(...messages: string[]) {
  return messages.map((message, i) => ({ timestamp: 1000 + i, ingestionTime: 0, message }));
}

test('the last value of each metric, in group 1', () => {
  const reader = new MetricReader([
    { name: 'loss', regex: 'loss=([0-9.]+)' },
    { name: 'acc', regex: '(?P<value>\\d+)% right' },
    { name: 'exp', regex: 'lr: (\\S+)' },
    { name: 'whole', regex: '^\\d+$' },
    { name: 'none', regex: 'never (\\d)' },
    { name: 'words', regex: 'loss(.*)' },
  ]);
  reader.read(lines('loss=3.5', 'loss=2.25 50% right', 'lr: 1e-3', '7', 'other'));
  expect(reader.finalMetrics()).toEqual([
    { MetricName: 'loss', Value: 2.25, Timestamp: 1.001 },
    { MetricName: 'acc', Value: 50, Timestamp: 1.001 },
    { MetricName: 'exp', Value: 0.001, Timestamp: 1.002 },
    { MetricName: 'whole', Value: 7, Timestamp: 1.003 },
  ]);
});

test('a regular expression that never ends is given up, the others are read', () => {
  const reader = new MetricReader([
    { name: 'bad', regex: '(a+)+$' },
    { name: 'good', regex: 'x=(\\d+)' },
  ]);
  reader.read(lines(`${'a'.repeat(40)}! x=4`));
  expect([...reader.givenUp]).toEqual(['bad']);
  expect(reader.values.get('good')?.value).toBe(4);
});

test('reads a log stream’s file, torn last line included', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'metrics-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const many = Array.from({ length: 1234 }, (_, i) => encodeLogLine(i, i, `step=${i}`)).join('');
  await writeFile(join(folder, 'log'), `${many}99`);
  const reader = new MetricReader([{ name: 'step', regex: 'step=(\\d+)' }]);
  await reader.readFile(join(folder, 'log'));
  expect(reader.values.get('step')).toEqual({ value: 1233, timestamp: 1233 });
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
