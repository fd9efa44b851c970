import { describe, expect, it } from 'vitest';
import { rowsOf } from '../../../webview/charts/tableRows.ts';
import {
  axisText,
  clockTicks,
  elapsedText,
  elapsedTicks,
  shortNumber,
} from '../../../webview/charts/numbers.ts';
import { chartsCsv } from '../../../webview/metrics/chartCsv.ts';
import { chartsOf } from '../../../webview/metrics/chartModel.ts';
import { nothingKnown, withoutSubject, withUpdate } from '../../../webview/metrics/store.ts';
import { viewOf } from '../../../webview/metrics/view.ts';
import { began, measure, metric, subject, twoJobs } from '../../ui/page/metricsDouble.ts';

const view = viewOf(undefined);
const one = withUpdate(nothingKnown, {
  subjects: [subject('a')],
  series: [
    metric('a', 'validation:loss', [0.9, 0.5, 0.7]),
    metric('a', 'train:loss', [0.8, 0.6, 0.4]),
    metric('a', 'accuracy', [0.5, 0.9, 0.9]),
    measure('a', 'CPUUtilization', 'algo-1', [10, 20]),
    measure('a', 'CPUUtilization', 'algo-2', [30, 40]),
  ],
  gone: [],
});

describe('the charts of a page', () => {
  it('lay train and validation over each other, train first, and measure hosts beside each other', () => {
    const charts = chartsOf(one, view);
    expect(charts.map(({ title, group }) => [group, title])).toEqual([
      ['algorithm', 'loss'],
      ['algorithm', 'accuracy'],
      ['instance', 'CPU'],
    ]);
    expect(charts[0]?.lines.map(({ label }) => label)).toEqual(['train:loss', 'validation:loss']);
    expect(charts[2]?.lines.map(({ label }) => label)).toEqual(['algo-1', 'algo-2']);
    expect(charts[1]?.lines.map(({ label }) => label)).toEqual(['accuracy']);
  });

  it('mark the best by the name, or as the person wants it', () => {
    const [loss, accuracy] = chartsOf(one, view);
    expect(loss?.lines.map(({ best }) => best)).toEqual([
      { index: 2, word: 'lowest' },
      { index: 1, word: 'lowest' },
    ]);
    expect(accuracy?.lines[0]?.best).toEqual({ index: 1, word: 'highest' });
    const [other] = chartsOf(one, { ...view, best: { [loss?.key ?? '']: 'highest' } });
    expect(other?.lines[0]?.best).toEqual({ index: 0, word: 'highest' });
    const [none] = chartsOf(one, { ...view, best: { [loss?.key ?? '']: 'none' } });
    expect(none?.lines[0]?.best).toBeUndefined();
  });

  it('go by epoch, by time since each job’s own start, or by the clock', () => {
    const [loss, , cpu] = chartsOf(one, view);
    expect([loss?.axis.label, loss?.lines[0]?.xs]).toEqual(['Epoch', [1, 2, 3]]);
    // Nobody counts the steps of an instance.
    expect([cpu?.axis.kind, cpu?.lines[0]?.xs]).toEqual(['elapsed', [0, 1]]);
    expect(chartsOf(one, { ...view, x: 'elapsed' })[0]?.lines[0]?.xs).toEqual([10, 20, 30]);
    expect(chartsOf(one, { ...view, x: 'clock' })[0]?.lines[0]?.xs[0]).toBe(began / 1000 + 10);
  });

  it('say which line has no steps of its own', () => {
    const known = withUpdate(one, {
      subjects: [subject('b')],
      series: [{ ...metric('b', 'train:loss', [1, 2]), stepName: 'observation' }],
      gone: [],
    });
    const [loss] = chartsOf(known, view);
    expect(loss?.axis.label).toBe('Step');
    expect(loss?.lines.map(({ note }) => note)).toEqual([
      'by epoch',
      'by epoch',
      'in the order of observation',
    ]);
  });

  it('colour by job, and dash every line differently', () => {
    const [loss] = chartsOf(withUpdate(nothingKnown, twoJobs()), view);
    expect(loss?.lines.map(({ colour }) => colour)).toEqual([0, 0, 1, 1]);
    expect(loss?.lines.map(({ dash }) => dash)).toEqual([0, 1, 2, 3]);
    expect(loss?.lines[0]?.label).toBe('penguins-lr-01 · train:loss');
  });
});

describe('what the page knows', () => {
  it('grows by what comes, and forgets what is gone', () => {
    const grown = withUpdate(one, {
      subjects: [],
      series: [{ ...metric('a', 'accuracy', [0.8, 0.7], 2), from: 2 }],
      gone: ['a log train:loss'],
    });
    expect(grown.series.find(({ metric: name }) => name === 'accuracy')?.values).toEqual([
      0.5, 0.9, 0.8, 0.7,
    ]);
    expect(grown.series.some(({ metric: name }) => name === 'train:loss')).toBe(false);
    expect(grown.subjects).toEqual(one.subjects);
    expect(withoutSubject(grown, 'trainingJob/a')).toEqual(nothingKnown);
  });
});

it('a table has a row for each x, and for each value of the same x', () => {
  const line = { id: '', label: '', colour: 0, dash: 0, best: undefined, note: undefined };
  const rows = rowsOf([
    { ...line, xs: [1, 2, 2], ys: [10, 20, 21] },
    { ...line, xs: [2, 3], ys: [200, 300] },
  ]);
  expect(rows).toEqual([
    [1, [10, undefined]],
    [2, [20, 200]],
    [2, [21, undefined]],
    [3, [undefined, 300]],
  ]);
});

it('a CSV has every value as it is', () => {
  const text = chartsCsv(chartsOf(one, { ...view, smoothing: 0.9 }).slice(0, 1), one.subjects);
  expect(text.split('\r\n').slice(0, 2)).toEqual([
    'job,metric,host,time,counted by,step,value,unit',
    'a,train:loss,,2026-11-21T12:00:10.000Z,epoch,1,0.8,',
  ]);
  expect(text.trimEnd().split('\r\n')).toHaveLength(7);
});

it('numbers and times are short', () => {
  expect([0, 0.03125, 12_345.678, 1.2e-7, 3e9].map(shortNumber)).toEqual([
    '0',
    '0.03125',
    '12,345.7',
    '1.2e-7',
    '3e9',
  ]);
  expect([0, 3.5, 42, 3905, -61].map(elapsedText)).toEqual(['0:00', '3.5 s', '0:42', '1:05:05', '-1:01']);
});

it('ticks of a time since the start are all written the same way', () => {
  expect(elapsedTicks([0, 0.5, 1])).toEqual(['0 s', '0.5 s', '1 s']);
  expect(elapsedTicks([0, 5, 10])).toEqual(['0:00', '0:05', '0:10']);
});

it('ticks of a clock say what is new at each, in UTC where the axis does', () => {
  const at = Date.parse('2026-03-01T23:59:58Z') / 1000;
  expect(clockTicks([at, at + 1, at + 2], 1, true)).toEqual([':58\n03-01 23:59', ':59', ':00\n03-02 00:00']);
  expect(clockTicks([at + 2, at + 2.1], 0.1, true)).toEqual([':00.000\n03-02 00:00', ':00.100']);
  expect(clockTicks([at + 2, at + 62], 60, true)).toEqual(['00:00\n2026-03-02', '00:01']);
  expect(clockTicks([at + 2, at + 86_402], 86_400, true)).toEqual(['03-02\n2026', '03-03']);
  const local = new Date(2026, 2, 1, 4, 5, 0).getTime() / 1000;
  expect(clockTicks([local], 60, false)).toEqual(['04:05\n2026-03-01']);
  expect(axisText({ kind: 'clock', label: '', isUtc: true }, at)).toMatch(/11:59:58|23:59:58/);
});
