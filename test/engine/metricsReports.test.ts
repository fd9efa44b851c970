import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SeriesUpdate } from '../../src/messages/metrics.ts';
import { EndpointMetrics } from '../../src/reports/metrics/endpointMetrics.ts';
import { TrainingJobMetrics } from '../../src/reports/metrics/trainingJobMetrics.ts';
import { startEngine, type TestEngine, until } from './harness.ts';
import { HostingFixture } from './hostingFixture.ts';
import { createBucket, createJob, jobEnd } from './trainingKit.ts';

/** Further apart than a second and what a busy machine is late by: CloudWatch has one value a second. */
const apart = 1.5;
const losses = (pause: number) => `
import os, time
while "SM_HP_UNTIL" in os.environ and not os.path.exists(os.environ["SM_HP_UNTIL"]):
    time.sleep(0.05)
for epoch in range(1, 6):
    print("epoch=%d train_loss=%.4f validation_loss=%.4f" % (epoch, 1 / epoch, 1.5 / epoch), flush=True)
    time.sleep(${pause})
print("held out: test_loss=0.5000", flush=True)
`;
const definition = (Name: string) => ({ Name, Regex: `\\b${Name}=([0-9.]+)` });
const local = { finest: 1, delay: 6 };
const none = new AbortController().signal;

let engine: TestEngine;
let cloudwatch: CloudWatchClient;
const clients = () => ({
  sagemaker: async () => engine.sagemaker,
  logs: async () => engine.logs,
  cloudwatch: async () => cloudwatch,
});

beforeAll(async () => {
  engine = await startEngine('--status-delay', '0');
  cloudwatch = new CloudWatchClient(engine.clientConfig);
  await createBucket(engine);
});
afterAll(async () => {
  cloudwatch.destroy();
  await engine.stop();
});

const job = (pause: number, ...metrics: string[]) => ({
  files: { 'train.py': losses(pause) },
  AlgorithmSpecification: {
    TrainingImage: 'sagemaker-local/python:3',
    TrainingInputMode: 'File' as const,
    MetricDefinitions: metrics.map(definition),
  },
});
const find = (series: readonly SeriesUpdate[], metric: string) => series.find((one) => one.metric === metric);

it('tells a running job’s metrics as they come, each value once, with its epoch, equal to CloudWatch’s', async () => {
  await createJob(engine, 'losses', job(apart, 'train_loss', 'validation_loss', 'test_loss'));
  const source = new TrainingJobMetrics(clients(), 'losses', local);
  const values: number[] = [];
  let live = 0;
  while (source.isLive) {
    const { subjects, series } = await source.poll(none);
    const loss = find(series, 'train_loss');
    if (loss?.source.from === 'log') {
      if (subjects[0]?.isRunning === true) live++;
      values.splice(loss.from, Infinity, ...loss.values);
    }
    await new Promise((wake) => setTimeout(wake, 300));
  }
  expect(live).toBeGreaterThan(1);
  expect(values).toEqual([1, 0.5, 0.3333, 0.25, 0.2]);
  const { subjects, series } = source.whole();
  expect(subjects[0]).toMatchObject({ status: 'Completed', isRunning: false, notes: [] });
  expect(find(series, 'train_loss')).toMatchObject({ stepName: 'epoch', steps: [1, 2, 3, 4, 5] });
  // A line without an epoch belongs to the last one.
  expect(find(series, 'test_loss')).toMatchObject({ stepName: 'epoch', steps: [5], values: [0.5] });
  expect(find(series, 'CPUUtilization')).toMatchObject({
    host: 'algo-1',
    unit: 'percent',
    group: 'instance',
  });
  expect(find(series, 'GPUUtilization')).toBeUndefined();

  const Dimensions = [{ Name: 'TrainingJobName', Value: 'losses' }];
  const Metric = { Namespace: '/aws/sagemaker/TrainingJobs', MetricName: 'train_loss', Dimensions };
  const { MetricDataResults: [told] = [] } = await cloudwatch.send(
    new GetMetricDataCommand({
      StartTime: new Date(Date.now() - 600_000),
      EndTime: new Date(Date.now() + 1000),
      ScanBy: 'TimestampAscending',
      MetricDataQueries: [{ Id: 'a', MetricStat: { Metric, Period: 1, Stat: 'Average' } }],
    }),
  );
  expect(told?.Values).toEqual(values);
});

it('takes CloudWatch’s values where there is no log, in the order of observation', async () => {
  const { DeleteLogStreamCommand, DescribeLogStreamsCommand } =
    await import('@aws-sdk/client-cloudwatch-logs');
  const logGroupName = '/aws/sagemaker/TrainingJobs';
  const { logStreams = [] } = await engine.logs.send(
    new DescribeLogStreamsCommand({ logGroupName, logStreamNamePrefix: 'losses/' }),
  );
  for (const { logStreamName } of logStreams)
    await engine.logs.send(new DeleteLogStreamCommand({ logGroupName, logStreamName }));
  const source = new TrainingJobMetrics(clients(), 'losses', local);
  const { series } = await source.poll(none);
  expect(find(series, 'train_loss')).toMatchObject({
    ...{ stepName: 'observation', steps: [1, 2, 3, 4, 5], values: [1, 0.5, 0.3333, 0.25, 0.2] },
    source: { from: 'cloudwatch', period: 1 },
  });
});

it('says what a job without definitions lacks, and which definition found nothing', async () => {
  const until = join(engine.dataDir, 'looked-at');
  await createJob(engine, 'undefined-metrics', job(0));
  await createJob(engine, 'wrong-metrics', { ...job(0, 'accuracy'), HyperParameters: { until } });
  const look = async (name: string) => {
    const { subjects, series } = await new TrainingJobMetrics(clients(), name, local).poll(none);
    return { notes: subjects[0]?.notes ?? [], series };
  };
  const running = await look('wrong-metrics');
  expect(running.notes[0]).toMatchObject({ act: 'tail' });
  expect(running.notes[0]?.text).toMatch(/^(?:Waiting for the training|The script runs; no line)/);
  await writeFile(until, '');
  await Promise.all([jobEnd(engine, 'undefined-metrics'), jobEnd(engine, 'wrong-metrics')]);
  const without = await look('undefined-metrics');
  expect(without.notes).toMatchObject([
    { act: 'clone', text: expect.stringMatching(/no metric definitions/) as unknown },
  ]);
  expect(without.series.every(({ group }) => group === 'instance')).toBe(true);
  expect((await look('wrong-metrics')).notes[0]?.text).toMatch(/No line of the log matched.*\(accuracy\)/);
});

it('splits what several hosts print, and measures each', async () => {
  await createJob(engine, 'pair', {
    ...job(0.6, 'train_loss'),
    ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 2, VolumeSizeInGB: 1 },
  });
  await jobEnd(engine, 'pair');
  const { series } = await new TrainingJobMetrics(clients(), 'pair', local).poll(none);
  const hosts = (metric: string) => series.filter((one) => one.metric === metric).map(({ host }) => host);
  expect(hosts('train_loss').sort()).toEqual(['algo-1', 'algo-2']);
  expect(hosts('MemoryUtilization').sort()).toEqual(['algo-1', 'algo-2']);
});

it('throws what SageMaker answers for a job that is not there', async () => {
  await expect(new TrainingJobMetrics(clients(), 'nowhere', local).poll(none)).rejects.toThrow(/not found/i);
});

it('tells invocations, latencies and errors of an endpoint, and what its server uses', async () => {
  const hosting = new HostingFixture(engine);
  await hosting.bucket();
  const inference = 'def model_fn(d): return 1\ndef predict_fn(data, model): return data\n';
  await hosting.model('echo', { 'code/inference.py': inference });
  await hosting.config('echo', { AllTraffic: 'echo' });
  await hosting.endpoint('measured', 'echo');
  const source = new EndpointMetrics(clients(), 'measured', local);
  expect((await source.poll(none)).subjects[0]).toMatchObject({ kind: 'endpoint', status: 'In Service' });
  for (let i = 0; i < 3; i++) await hosting.invoke('measured', '[1]');
  const { series, subjects } = await until(
    async () => {
      await source.poll(none);
      return source.whole();
    },
    ({ series: found }) =>
      find(found, 'Invocations') !== undefined && find(found, 'MemoryUtilization') !== undefined,
  );
  const sum = (find(series, 'Invocations')?.values ?? []).reduce((a, b) => a + b, 0);
  expect(sum).toBe(3);
  expect(find(series, 'ModelLatency')).toMatchObject({ unit: 'milliseconds', source: { period: 60 } });
  expect(find(series, 'ModelLatency p90')?.values[0]).toBeGreaterThan(0);
  expect(subjects[0]?.notes).toEqual([]);
});
