import { describe, expect, it } from 'vitest';
import { LogLines } from '../../../src/reports/metrics/logLines.ts';
import { MetricFetcher } from '../../../src/reports/metrics/metricFetcher.ts';
import { type Counters, countersOf } from '../../../src/reports/metrics/counters.ts';
import { ObservationReader } from '../../../src/reports/metrics/observations.ts';
import { Observed } from '../../../src/reports/metrics/observed.ts';
import { periodFor } from '../../../src/reports/metrics/resolution.ts';
import { Series } from '../../../src/reports/metrics/series.ts';
import type { CloudWatchClient, GetMetricDataCommandInput } from '@aws-sdk/client-cloudwatch';
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { SeriesHead } from '../../../src/messages/metrics.ts';

/** What counts observations, once all have come. */
function stepsOf(observations: readonly Counters[]) {
  const observed = new Observed();
  observations.forEach((one, index) => observed.add({ time: index, value: index, ...one }));
  return { stepName: observed.stepName, steps: observations.map((_, index) => observed.step(index)) };
}

describe('what a line says of how far it is', () => {
  it.each([
    ['epoch=3 loss=0.5', { epoch: 3 }],
    ['Epoch 3/10', { epoch: 3 }],
    ['[Epoch 12] val_loss: 0.3', { epoch: 12 }],
    ["{'loss': 0.52, 'learning_rate': 1e-05, 'epoch': 1.5}", { epoch: 1.5 }],
    ['Epoch: 2, Step: 140, loss: 0.1', { epoch: 2, step: 140 }],
    ['global_step=1200 loss 0.2', { step: 1200 }],
    ['[7]\ttrain-rmse:0.51\teval-rmse:0.6', { step: 7 }],
    ['[17:02:11] [8]\ttrain-rmse:0.51', { step: 8 }],
    ['782/782 - 3s 4ms/step - loss: 0.5', {}],
    ['loss=0.5', {}],
  ])('%s', (line, counters) => expect(countersOf(line)).toEqual(counters));
});

describe('a log as it is read for its metrics', () => {
  const lines = (...messages: string[]) => messages.map((message, i) => ({ timestamp: i * 1000, message }));

  it('gives every value with the epoch of its line', () => {
    const reader = new ObservationReader([
      { name: 'loss', regex: 'loss=([0-9.]+)' },
      { name: 'acc', regex: 'acc=([0-9.]+)' },
    ]);
    const found = reader.read(lines('rows=3', 'epoch=1 loss=0.5 acc=0.6', 'epoch=2 loss=0.4 acc=0.7'));
    expect(found).toEqual([
      { metric: 'loss', time: 1000, value: 0.5, epoch: 1 },
      { metric: 'acc', time: 1000, value: 0.6, epoch: 1 },
      { metric: 'loss', time: 2000, value: 0.4, epoch: 2 },
      { metric: 'acc', time: 2000, value: 0.7, epoch: 2 },
    ]);
    expect(stepsOf(found.filter(({ metric }) => metric === 'loss'))).toEqual({
      stepName: 'epoch',
      steps: [1, 2],
    });
  });

  it('leaves out what is too large for a number: no page could be told it', () => {
    const reader = new ObservationReader([{ name: 'loss', regex: 'loss=(\\S+)' }]);
    expect(
      reader.read(lines('loss=nan', 'loss=Infinity', 'loss=1e999', 'loss=2')).map(({ value }) => value),
    ).toEqual([2]);
  });

  it('knows the epoch of a line before, as Keras prints it', () => {
    const reader = new ObservationReader([{ name: 'loss', regex: 'loss: ([0-9.]+)' }]);
    const first = reader.read(lines('Epoch 1/2', '10/10 - 1s - loss: 0.9'));
    const second = reader.read(lines('Epoch 2/2', '10/10 - 1s - loss: 0.8'));
    expect([...first, ...second].map(({ epoch }) => epoch)).toEqual([1, 2]);
  });

  it('counts by itself where a line names none, or the same one twice', () => {
    expect(stepsOf([{ epoch: 1 }, { epoch: 1 }])).toEqual({ stepName: 'observation', steps: [1, 2] });
    expect(stepsOf([{ epoch: 1 }, {}]).stepName).toBe('observation');
    // Steps that begin anew each epoch do not count, the epochs do.
    expect(
      stepsOf([
        { epoch: 1, step: 9 },
        { epoch: 2, step: 1 },
      ]).stepName,
    ).toBe('epoch');
    expect(
      stepsOf([
        { epoch: 1, step: 9 },
        { epoch: 1, step: 10 },
      ]).stepName,
    ).toBe('step');
  });

  it('counts all by the next best once a counter is none, and never by it again', () => {
    const both = { epoch: 1, step: 9 };
    expect(stepsOf([both, { epoch: 2, step: 1 }, { epoch: 3, step: 20 }])).toEqual({
      stepName: 'epoch',
      steps: [1, 2, 3],
    });
    expect(stepsOf([both, {}, { epoch: 3, step: 20 }])).toEqual({
      stepName: 'observation',
      steps: [1, 2, 3],
    });
  });

  it('gives up an expression that would take for ever, and goes on with the others', () => {
    const reader = new ObservationReader([
      { name: 'endless', regex: '(a+)+$' },
      { name: 'broken', regex: '(' },
      { name: 'loss', regex: 'loss=([0-9.]+)' },
    ]);
    const found = reader.read(lines(`${'a'.repeat(40)}! loss=0.5`));
    expect(found.map(({ metric }) => metric)).toEqual(['loss']);
    expect([...reader.givenUp].sort()).toEqual(['broken', 'endless']);
  });
});

it('asks for the finest period that CloudWatch still has', () => {
  const [hour, day] = [3600, 86_400];
  expect(periodFor(10, 1)).toBe(1);
  expect(periodFor(10, 60)).toBe(60);
  expect(periodFor(3 * hour, 1)).toBe(60);
  expect(periodFor(14 * day, 1)).toBe(60);
  expect(periodFor(15 * day, 1)).toBe(300);
  expect(periodFor(63 * day, 1)).toBe(3600);
});

describe('series', () => {
  const head: SeriesHead = {
    ...{ id: 's', subject: 'trainingJob/j', metric: 'CPUUtilization', host: 'algo-1', group: 'instance' },
    ...{ unit: 'percent', stepName: 'observation', source: { from: 'cloudwatch', period: 1 } },
  };

  it('tell only what is new, also of a period that grew', () => {
    const series = new Series(head);
    series.replaceFrom(0, { times: [1000, 2000], values: [1, 2] });
    expect(series.news()).toMatchObject({ from: 0, values: [1, 2] });
    expect(series.news()).toBeUndefined();
    series.replaceFrom(1000, { times: [1000, 2000, 3000], values: [1, 2.5, 3] });
    expect(series.news()).toMatchObject({ from: 1, times: [2000, 3000], values: [2.5, 3], steps: [2, 3] });
    series.replaceFrom(2000, { times: [2000, 3000], values: [2.5, 3] });
    expect(series.news()).toBeUndefined();
    expect(series.whole().values).toEqual([1, 2.5, 3]);
  });
});

describe('asking CloudWatch', () => {
  /** A CloudWatch with one value a second for some metrics, one value a page. */
  function cloudWatch(from: number, metrics: readonly string[]) {
    const calls: GetMetricDataCommandInput[] = [];
    const client = {
      send: async ({ input }: { input: GetMetricDataCommandInput }) => {
        calls.push(input);
        const page = Number(input.NextToken ?? 0);
        const [start, end] = [input.StartTime?.getTime() ?? 0, input.EndTime?.getTime() ?? 0];
        const times: number[] = [];
        for (let at = Math.max(start, from); at < end; at += 1000) times.push(at);
        const results = (input.MetricDataQueries ?? []).flatMap(({ Id, MetricStat }) =>
          metrics.includes(MetricStat?.Metric?.MetricName ?? '')
            ? times
                .slice(page, page + 1)
                .map((at) => ({ Id, Timestamps: [new Date(at)], Values: [at / 1000] }))
            : [],
        );
        return {
          MetricDataResults: results,
          ...(page + 1 < times.length && { NextToken: String(page + 1) }),
        };
      },
    };
    return { calls, clients: { cloudwatch: async () => client as unknown as CloudWatchClient } };
  }
  const ask = (metric: string) => ({
    ...{ id: metric, namespace: 'n', metric, dimensions: { Host: 'j/algo-1' }, stat: 'Average' },
  });
  const none = new AbortController().signal;

  it('reads all pages, then only what is new', async () => {
    const { calls, clients } = cloudWatch(0, ['a']);
    const fetcher = new MetricFetcher(clients, { finest: 1, delay: 2 });
    const first = await fetcher.fetch([ask('a')], { start: 0, end: 5000, now: 5000 }, none);
    expect(first.points.get('a')).toMatchObject({ since: 0, values: [0, 1, 2, 3, 4] });
    const before = calls.length;
    const second = await fetcher.fetch([ask('a')], { start: 0, end: 6000, now: 6000 }, none);
    expect(second.points.get('a')).toMatchObject({ since: 3000, values: [3, 4, 5] });
    expect(calls[before]?.StartTime).toEqual(new Date(3000));
  });

  it('asks at most 500 metrics in a call', async () => {
    const { calls, clients } = cloudWatch(0, []);
    const fetcher = new MetricFetcher(clients, { finest: 60, delay: 0 });
    const asks = Array.from({ length: 1200 }, (_, i) => ask(`m${i}`));
    await fetcher.fetch(asks, { start: 0, end: 1000, now: 1000 }, none);
    expect(calls.map(({ MetricDataQueries }) => MetricDataQueries?.length)).toEqual([500, 500, 200]);
  });

  it('asks seldom for what has never had data', async () => {
    const { calls, clients } = cloudWatch(0, ['a']);
    const fetcher = new MetricFetcher(clients, { finest: 1, delay: 2 });
    let asked = 0;
    for (let now = 5000; now < 30_000; now += 1000) {
      const before = calls.length;
      await fetcher.fetch([ask('a'), ask('gpu')], { start: 0, end: now, now }, none);
      const names = calls.slice(before).flatMap(({ MetricDataQueries = [] }) => MetricDataQueries);
      if (names.some(({ MetricStat }) => MetricStat?.Metric?.MetricName === 'gpu')) asked++;
    }
    expect(asked).toBeLessThan(9);
    expect(asked).toBeGreaterThan(4);
  });

  it('begins anew when the finest period is gone', async () => {
    const { clients } = cloudWatch(0, ['a']);
    const fetcher = new MetricFetcher(clients, { finest: 1, delay: 2 });
    const range = { start: 0, end: 3000 };
    expect(await fetcher.fetch([ask('a')], { ...range, now: 3000 }, none)).toMatchObject({
      period: 1,
      isAnew: false,
    });
    const later = await fetcher.fetch([ask('a')], { ...range, now: 4 * 3_600_000 }, none);
    expect(later).toMatchObject({ period: 60, isAnew: true });
    expect(later.points.get('a')?.since).toBe(0);
  });
});

it('loses nothing of a log when a page cannot be read, and reads no line twice', async () => {
  const pages = [['a1', 'a2'], ['a3'], ['a4']];
  let failing = true;
  const client = {
    send: async ({ input }: { input: { nextToken?: string; logStreamNamePrefix?: string } }) => {
      if (input.logStreamNamePrefix !== undefined) return { logStreams: [{ logStreamName: 'j/algo-1-1' }] };
      const page = Number(input.nextToken ?? 0);
      if (page === 1 && failing) throw new Error('Rate exceeded');
      const events = (pages[page] ?? []).map((message) => ({ timestamp: page, message }));
      return { events, nextForwardToken: String(Math.min(page + 1, pages.length)) };
    },
  };
  const lines = new LogLines({ logs: async () => client as unknown as CloudWatchLogsClient }, 'g', 'j/');
  const { signal } = new AbortController();
  await expect(lines.read(signal)).rejects.toThrow('Rate exceeded');
  failing = false;
  const read = async () =>
    (await lines.read(signal)).flatMap((one) => one.lines.map(({ message }) => message));
  expect(await read()).toEqual(['a1', 'a2', 'a3', 'a4']);
  expect(lines.caughtUp).toBe(true);
  expect(await read()).toEqual([]);
  pages.push(['a5']);
  expect(await read()).toEqual(['a5']);
});
