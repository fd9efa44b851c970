import {
  CloudWatchClient,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { AwsQueryProtocol } from '@aws-sdk/core/protocols';
import { SmithyRpcV2CborProtocol } from '@smithy/core/cbor';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HostingFixture } from '../hostingFixture.ts';
import { startEngine, type TestEngine, until } from '../harness.ts';
import { createBucket, createJob, jobEnd } from '../trainingKit.ts';

const MINUTE = 60_000;
const begin = Math.floor(Date.now() / MINUTE) * MINUTE - 10 * MINUTE;
const at = (minute: number, second = 0): Date => new Date(begin + minute * MINUTE + second * 1000);
const window = { StartTime: at(0), EndTime: new Date(begin + 20 * MINUTE) };

let engine: TestEngine;
let cloudwatch: CloudWatchClient;

beforeAll(async () => {
  engine = await startEngine('--status-delay', '0');
  cloudwatch = new CloudWatchClient(engine.clientConfig);
});
afterAll(async () => {
  cloudwatch.destroy();
  await engine.stop();
});

describe.each([
  ['JSON', {}],
  [
    'CBOR',
    {
      protocol: SmithyRpcV2CborProtocol,
      protocolSettings: {
        defaultNamespace: 'com.amazonaws.cloudwatch',
        serviceTarget: 'GraniteServiceVersion20100801',
      },
    },
  ],
  [
    'query',
    {
      protocol: AwsQueryProtocol,
      protocolSettings: {
        defaultNamespace: 'com.amazonaws.cloudwatch',
        xmlNamespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
        version: '2010-08-01',
      },
    },
  ],
])('metrics in %s', (name, protocol) => {
  const Namespace = `Test/${name}`;
  const Dimensions = [
    { Name: 'b', Value: '2' },
    { Name: 'a', Value: 'ü & <1>' },
  ];
  let client: CloudWatchClient;
  beforeAll(() => {
    client = new CloudWatchClient({ ...engine.clientConfig, ...protocol });
  });
  afterAll(() => client.destroy());

  it('aggregates what was put by period', async () => {
    const MetricData = [
      { MetricName: 'loss', Dimensions, Timestamp: at(0, 1), Value: 1, Unit: 'Percent' as const },
      { MetricName: 'loss', Dimensions, Timestamp: at(0, 59), Value: 4, Unit: 'Percent' as const },
      {
        ...{ MetricName: 'loss', Dimensions, Timestamp: at(2), Unit: 'Percent' as const },
        ...{ Values: [10, 20, 30.5], Counts: [1, 8, 1] },
      },
      {
        ...{ MetricName: 'set', Timestamp: at(1) },
        StatisticValues: { SampleCount: 4, Sum: 10, Minimum: 1, Maximum: 6 },
      },
    ];
    await client.send(new PutMetricDataCommand({ Namespace, MetricData }));
    const loss = { Namespace, MetricName: 'loss', Dimensions: Dimensions.toReversed(), ...window };
    const { Label, Datapoints } = await client.send(
      new GetMetricStatisticsCommand({
        ...loss,
        Period: 60,
        Statistics: ['SampleCount', 'Sum', 'Average', 'Minimum', 'Maximum'],
        ExtendedStatistics: ['p50', 'p100', 'tm90'],
      }),
    );
    expect(Label).toBe('loss');
    expect(Datapoints).toEqual([
      {
        ...{
          Timestamp: at(0),
          Unit: 'Percent',
          SampleCount: 2,
          Sum: 5,
          Average: 2.5,
          Minimum: 1,
          Maximum: 4,
        },
        ExtendedStatistics: { p50: 1, p100: 4, tm90: 2.5 },
      },
      {
        ...{ Timestamp: at(2), Unit: 'Percent', SampleCount: 10, Sum: 200.5, Average: 20.05 },
        ...{ Minimum: 10, Maximum: 30.5, ExtendedStatistics: { p50: 20, p100: 30.5, tm90: 170 / 9 } },
      },
    ]);
    const other = { ...loss, Unit: 'Bytes' as const, Period: 60, Statistics: ['Sum' as const] };
    expect((await client.send(new GetMetricStatisticsCommand(other))).Datapoints).toEqual([]);

    const set = { Namespace, MetricName: 'set', ...window, Period: 60, ExtendedStatistics: ['p50'] };
    const [point] = (await client.send(new GetMetricStatisticsCommand(set))).Datapoints ?? [];
    expect(point?.ExtendedStatistics ?? {}).toEqual({});
  });

  it('answers several metrics at once, page by page', async () => {
    const query = (Id: string, MetricName: string, Stat: string) => ({
      Id,
      MetricStat: {
        Metric: { Namespace, MetricName, Dimensions: MetricName === 'set' ? [] : Dimensions },
        ...{ Period: 60, Stat },
      },
    });
    const MetricDataQueries = [
      query('m1', 'loss', 'Sum'),
      query('m2', 'loss', 'p90'),
      query('m3', 'set', 'Maximum'),
    ];
    const all = await client.send(new GetMetricDataCommand({ ...window, MetricDataQueries }));
    expect(all.NextToken).toBeUndefined();
    expect(all.MetricDataResults).toMatchObject([
      { Id: 'm1', Label: 'loss', Timestamps: [at(2), at(0)], Values: [200.5, 5], StatusCode: 'Complete' },
      { Id: 'm2', Values: [20, 4] },
      { Id: 'm3', Label: 'set', Timestamps: [at(1)], Values: [6] },
    ]);
    const seen: Record<string, number[]> = {};
    let NextToken: string | undefined;
    let pages = 0;
    do {
      const page = await client.send(
        new GetMetricDataCommand({
          ...{ ...window, MetricDataQueries, ScanBy: 'TimestampAscending', MaxDatapoints: 2 },
          ...(NextToken !== undefined && { NextToken }),
        }),
      );
      for (const { Id = '', Values = [] } of page.MetricDataResults ?? []) (seen[Id] ??= []).push(...Values);
      ({ NextToken } = page);
      pages += 1;
    } while (NextToken !== undefined);
    expect(seen).toEqual({ m1: [5, 200.5], m2: [4, 20], m3: [6] });
    expect(pages).toBe(3);
  });

  it('calculates with metrics', async () => {
    const metric = (Id: string, MetricName: string, dimensions: typeof Dimensions) => ({
      ...{ Id, ReturnData: false },
      MetricStat: { Metric: { Namespace, MetricName, Dimensions: dimensions }, Period: 60, Stat: 'Sum' },
    });
    const metrics = [metric('m1', 'loss', Dimensions), metric('m2', 'set', [])];
    const calculate = (
      ...asked: { Id: string; Expression: string; ReturnData?: boolean; Label?: string }[]
    ) =>
      client.send(
        new GetMetricDataCommand({
          ...{ StartTime: at(0), EndTime: at(4), ScanBy: 'TimestampAscending' as const },
          MetricDataQueries: [...metrics, ...asked],
        }),
      );
    const one = async (Expression: string): Promise<[number[], number[]]> => {
      const { MetricDataResults: [found] = [] } = await calculate({ Id: 'e', Expression });
      const minutes = (found?.Timestamps ?? []).map((time) => (time.getTime() - begin) / MINUTE);
      return [minutes, found?.Values ?? []];
    };
    // The metric has 5 in the first minute and 200.5 in the third, the set 12 in the second.
    expect(await one('-(m1 - 1) * 2 ^ 2 / 4')).toEqual([
      [0, 2],
      [-4, -199.5],
    ]);
    expect(await one('m1 / SUM(m1) * SUM(m1)')).toEqual([
      [0, 2],
      [5, 200.5],
    ]);
    const [, [inSet = NaN]] = await one('m2');
    expect(await one('SUM(METRICS())')).toEqual([
      [0, 1, 2],
      [5, inSet, 200.5],
    ]);
    expect(await one('FILL(m1, 0) + FILL(m2, REPEAT)')).toEqual([
      [1, 2, 3],
      [inSet, 200.5 + inSet, inSet],
    ]);
    expect(await one('FILL(METRICS("m1"), LINEAR)')).toEqual([
      [0, 1, 2],
      [5, 102.75, 200.5],
    ]);
    expect(await one('RATE(m1) * PERIOD(m1) * METRIC_COUNT([m1, m2])')).toEqual([[2], [195.5]]);
    expect(await one('m1 / 0')).toEqual([[], []]);
    // Of two series, what only one has is compared with 0; IF takes no value where there is none.
    const compared: [expression: string, minutes: number[], values: number[]][] = [
      ['m1 > 5', [0, 2], [0, 1]],
      ['m1 >= m2', [0, 1, 2], [1, 0, 1]],
      ['m1 != 5 || m1 + 1 == 6', [0, 2], [1, 1]],
      ['m1 > 1 AND m1 < 10 OR m1 == 0', [0, 2], [1, 0]],
      ['m1 == 5 && m2', [0, 1, 2], [0, 0, 0]],
      ['IF(m1 > 5, m1)', [2], [200.5]],
      ['IF(m1 > 5, m1, -1)', [0, 2], [-1, 200.5]],
      ['IF(m1 <= 5, m1 * 2, m2)', [0], [10]],
      ['IF(1 > 2, m2, m1)', [0, 2], [5, 200.5]],
      ['IF(1 > 2, m2)', [], []],
    ];
    for (const [expression, ...expected] of compared)
      expect([expression, ...(await one(expression))]).toEqual([expression, ...expected]);
    const half = { Id: 'half', Expression: 'METRICS() / 2', Label: 'half' };
    const { MetricDataResults } = await calculate(half, { Id: 'all', Expression: 'MAX(half)' });
    expect(MetricDataResults).toMatchObject([
      { Id: 'half', Label: 'half loss', Values: [2.5, 100.25] },
      { Id: 'half', Label: 'half set', Values: [inSet / 2] },
      { Id: 'all', Label: 'all', Values: [2.5, inSet / 2, 100.25] },
    ]);
  });

  it.each([
    ['m1 +', 'unexpected end'],
    ['m1 > ', 'unexpected end'],
    ['IF(m1)', 'IF takes 2 or 3 operands'],
    ['IF(METRICS(), 1)', 'IF takes numbers and time series'],
    ['SEARCH("x", "Sum", 300)', 'SEARCH is not known or not supported here'],
    ['none', 'unknown id none'],
    ['1 + e', 'refers to itself'],
    ['SUM(m1)', 'does not come to a time series'],
    ['FILL(m1, "x")', 'REPEAT or LINEAR'],
    [`${'('.repeat(60)}m1${')'.repeat(60)}`, 'nested too deep'],
  ])('refuses to calculate %s', async (Expression, why) => {
    const Metric = { Namespace, MetricName: 'loss', Dimensions };
    const stat = { Id: 'm1', MetricStat: { Metric, Period: 60, Stat: 'Sum' } };
    const queries = { MetricDataQueries: [stat, { Id: 'e', Expression }] };
    await expect(client.send(new GetMetricDataCommand({ ...window, ...queries }))).rejects.toThrow(why);
  });

  it('lists metrics, by name and dimension', async () => {
    const listed = async (more: object): Promise<(string | undefined)[]> => {
      const { Metrics = [] } = await client.send(new ListMetricsCommand({ Namespace, ...more }));
      return Metrics.map(({ MetricName }) => MetricName);
    };
    expect(await listed({})).toEqual(['loss', 'set']);
    expect(await listed({ MetricName: 'set' })).toEqual(['set']);
    expect(await listed({ Dimensions: [{ Name: 'a' }] })).toEqual(['loss']);
    expect(await listed({ Dimensions: [{ Name: 'a', Value: 'ü & <1>' }, { Name: 'b' }] })).toEqual(['loss']);
    expect(await listed({ Dimensions: [{ Name: 'a', Value: 'else' }] })).toEqual([]);
    expect(await listed({ RecentlyActive: 'PT3H' })).toEqual(['loss', 'set']);
  });

  it("refuses in AWS's words", async () => {
    const put = (datum: object, more: object = {}) =>
      client.send(
        new PutMetricDataCommand({
          Namespace,
          MetricData: [{ MetricName: 'bad', Value: 1, ...datum }],
          ...more,
        }),
      );
    await expect(put({ Timestamp: new Date(0) })).rejects.toThrow('past two weeks');
    await expect(put({}, { Namespace: 'AWS/Own' })).rejects.toThrow('Namespace is invalid');
    await expect(put({ Unit: 'Parsecs' })).rejects.toThrow('enum value set');
    await expect(put({ Values: [1] })).rejects.toThrow('exclude each other');
    const statistics = { Namespace, MetricName: 'loss', ...window, Period: 60, Statistics: ['Sum' as const] };
    await expect(
      client.send(new GetMetricStatisticsCommand({ ...statistics, StartTime: new Date(0) })),
    ).rejects.toThrow('exceeds the limit of 1440');
    await expect(client.send(new GetMetricStatisticsCommand({ ...statistics, Period: 61 }))).rejects.toThrow(
      'multiple of 60',
    );
    const { Metrics } = await client.send(new ListMetricsCommand({ Namespace, MetricName: 'bad' }));
    expect(Metrics).toEqual([]);
  });
});

describe("the engine's own metrics", () => {
  const values = async (
    Namespace: string,
    name: string,
    stat: string,
    dimensions: Record<string, string>,
  ) => {
    const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
    const MetricStat = { Metric: { Namespace, MetricName: name, Dimensions }, Period: 3600, Stat: stat };
    const { MetricDataResults = [] } = await cloudwatch.send(
      new GetMetricDataCommand({ ...window, MetricDataQueries: [{ Id: 'm', MetricStat }] }),
    );
    return MetricDataResults[0]?.Values ?? [];
  };
  const sum = (found: number[]): number => found.reduce((all, one) => all + one, 0);

  it("has a training job's while it runs, and all of them when it has ended", async () => {
    await createBucket(engine);
    const script = 'import time\nfor i in range(6):\n  print(f"loss={i}", flush=True)\n  time.sleep(1)\n';
    await createJob(engine, 'measured', {
      files: { 'train.py': script },
      AlgorithmSpecification: {
        ...{ TrainingImage: 'sagemaker-local/python:3', TrainingInputMode: 'File' },
        MetricDefinitions: [{ Name: 'train:loss', Regex: 'loss=([0-9.]+)' }],
      },
    });
    const read = async (stat: string) =>
      sum(await values('/aws/sagemaker/TrainingJobs', 'train:loss', stat, { TrainingJobName: 'measured' }));
    const early = await until(
      () => read('SampleCount'),
      (count) => count > 0,
    );
    expect(early).toBeLessThan(6);
    const job = await jobEnd(engine, 'measured');
    expect(job.FinalMetricDataList).toMatchObject([{ MetricName: 'train:loss', Value: 5 }]);
    await until(
      () => read('Sum'),
      (found) => found === 15,
    );
    expect(await read('SampleCount')).toBe(6);
  });

  it("has an endpoint's invocations, their errors and latencies", async () => {
    const fixture = new HostingFixture(engine);
    await fixture.bucket();
    const code =
      'def model_fn(d): return None\ndef input_fn(b, t): return b\n' +
      'def predict_fn(d, m):\n  if b"bad" in (d if isinstance(d, bytes) else d.encode()): raise ValueError("bad")\n  return "ok"\n' +
      'def output_fn(p, a): return p\n';
    await fixture.model('metered', { 'code/inference.py': code });
    await fixture.config('metered', { blue: 'metered' });
    expect((await fixture.endpoint('metered', 'metered')).EndpointStatus).toBe('InService');
    for (let i = 0; i < 5; i++) await fixture.invoke('metered', '{}');
    await expect(fixture.invoke('metered', 'bad')).rejects.toThrow();
    const read = (name: string, stat: string) =>
      values('AWS/SageMaker', name, stat, { EndpointName: 'metered', VariantName: 'blue' });
    await until(
      async () => sum(await read('Invocations', 'Sum')),
      (count) => count === 6,
    );
    expect(sum(await read('InvocationModelErrors', 'Sum'))).toBe(1);
    const errors = ['Invocation4XXErrors', 'Invocation5XXErrors'].map((name) => read(name, 'Sum'));
    expect(sum((await Promise.all(errors)).flat())).toBe(1);
    const [model] = await read('ModelLatency', 'p50');
    // Microseconds.
    expect(model).toBeGreaterThan(100);
    expect(model).toBeLessThan(5_000_000);
    expect(await read('OverheadLatency', 'SampleCount')).toEqual(await read('ModelLatency', 'SampleCount'));
    const { Metrics = [] } = await cloudwatch.send(
      new ListMetricsCommand({
        Namespace: 'AWS/SageMaker',
        Dimensions: [{ Name: 'EndpointName', Value: 'metered' }],
      }),
    );
    expect(Metrics.map(({ MetricName }) => MetricName)).toEqual([
      ...['Invocation4XXErrors', 'Invocation5XXErrors', 'InvocationModelErrors', 'Invocations'],
      ...['ModelLatency', 'OverheadLatency'],
    ]);
  });

  it('keeps what was put through a crash', async () => {
    const Namespace = 'Test/crash';
    await cloudwatch.send(
      new PutMetricDataCommand({
        Namespace,
        MetricData: [{ MetricName: 'kept', Value: 7, Timestamp: at(3) }],
      }),
    );
    await engine.restart();
    cloudwatch.destroy();
    cloudwatch = new CloudWatchClient(engine.clientConfig);
    expect(await values(Namespace, 'kept', 'Maximum', {})).toEqual([7]);
  });
});
