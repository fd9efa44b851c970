import { bestIndex, type Direction, directionOf } from '../../src/analysis/metrics/best.ts';
import { splitMetricName } from '../../src/analysis/metrics/metricName.ts';
import { formatDuration } from '../../src/analysis/text/duration.ts';
import type { SubjectView } from '../../src/messages/metrics.ts';
import type { ChartAxis, ChartLine } from '../charts/chartLine.ts';
import type { Known, SeriesData } from './store.ts';
import type { View } from './view.ts';

/** One chart of the page. */
export interface ChartModel {
  /** The same whatever jobs are shown. */
  readonly key: string;
  readonly title: string;
  /** What its numbers mean, in a few words. */
  readonly subtitle: string;
  readonly unit: string;
  readonly group: SeriesData['group'];
  readonly axis: ChartAxis;
  readonly lines: readonly ChartLine[];
  /** In the order of the lines. */
  readonly series: readonly SeriesData[];
  readonly direction: Direction | undefined;
}

const instances: Readonly<Record<string, { readonly title: string; readonly subtitle: string }>> = {
  CPUUtilization: { title: 'CPU', subtitle: '100 % is one core' },
  MemoryUtilization: { title: 'Memory', subtitle: 'of the instance’s memory' },
  GPUUtilization: { title: 'GPU', subtitle: '100 % is one GPU' },
  GPUMemoryUtilization: { title: 'GPU memory', subtitle: '100 % is one GPU' },
  DiskUtilization: { title: 'Disk', subtitle: 'of the disk’s space' },
};
const invocations: readonly (readonly [RegExp, string])[] = [
  [/^Invocations$/, 'Invocations'],
  [/Latency/, 'Latency'],
  [/Error/, 'Errors'],
];
const partOrder = [undefined, 'train', 'validation', 'test'] as const;
const units = { percent: '%', milliseconds: 'ms', count: '' } as const;

/** The charts of all that is known: a metric's train and validation values in one, and all jobs over each other. */
export function chartsOf({ subjects, series }: Known, view: View): ChartModel[] {
  const places = new Map(subjects.map((one, index) => [one.id, { subject: one, index }]));
  const groups = new Map<string, SeriesData[]>();
  for (const one of series) {
    if (one.values.length === 0 || !places.has(one.subject)) continue;
    const key = `${one.group} ${titleOf(one)}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const order = ['invocations', 'algorithm', 'instance'];
  return [...groups]
    .map(([key, members]) => chartOf(key, members, places, view))
    .filter(({ title }) => title.toLowerCase().includes(view.filter.toLowerCase().trim()))
    .sort((a, b) => order.indexOf(a.group) - order.indexOf(b.group));
}

function titleOf({ group, metric }: SeriesData): string {
  if (group === 'instance') return instances[metric]?.title ?? metric;
  if (group === 'invocations') return invocations.find(([pattern]) => pattern.test(metric))?.[1] ?? metric;
  return splitMetricName(metric).base;
}

function chartOf(
  key: string,
  members: readonly SeriesData[],
  places: ReadonlyMap<string, { readonly subject: SubjectView; readonly index: number }>,
  view: View,
): ChartModel {
  const [first] = members;
  const title = first ? titleOf(first) : '';
  const isSingle = places.size === 1;
  const rank = (one: SeriesData) => partOrder.indexOf(splitMetricName(one.metric).part);
  const sorted = [...members].sort(
    (a, b) =>
      (places.get(a.subject)?.index ?? 0) - (places.get(b.subject)?.index ?? 0) ||
      rank(a) - rank(b) ||
      a.metric.localeCompare(b.metric) ||
      (a.host ?? '').localeCompare(b.host ?? '', 'en', { numeric: true }),
  );
  const axis = axisOf(sorted, view);
  const chosen = view.best[key];
  const named = first?.group === 'algorithm' ? directionOf(title) : undefined;
  const direction = chosen === 'none' ? undefined : (chosen ?? named);
  const labels = labelsOf(sorted, places, isSingle);
  const lines = sorted.map((one, index): ChartLine => {
    const place = places.get(one.subject);
    const began = place?.subject.startedAt ?? one.times[0] ?? 0;
    // Of one value there is no best.
    const best = direction && one.values.length > 1 ? bestIndex(one.values, direction) : undefined;
    return {
      id: one.id,
      label: labels[index] ?? one.metric,
      colour: isSingle ? index : (place?.index ?? 0),
      dash: index,
      xs: xsOf(one, axis.kind, began),
      ys: one.values,
      best: best === undefined || direction === undefined ? undefined : { index: best, word: direction },
      note: noteOf(one, axis),
    };
  });
  return {
    ...{ key, title, axis, lines, series: sorted, direction },
    subtitle:
      (first?.group === 'instance' ? instances[first.metric]?.subtitle : undefined) ?? sourceText(sorted),
    unit: first?.unit === undefined ? '' : units[first.unit],
    group: first?.group ?? 'algorithm',
  };
}

/** Steps are of the algorithm; what an instance does goes by the time. */
function axisOf(series: readonly SeriesData[], view: View): ChartAxis {
  const { group } = series[0] ?? {};
  if (view.x === 'clock' || group === 'invocations') return { kind: 'clock', label: 'Time' };
  if (view.x === 'elapsed' || group === 'instance') return { kind: 'elapsed', label: 'Time since the start' };
  const names = new Set(series.map(({ stepName }) => stepName));
  const [name] = names;
  if (names.size !== 1 || name === undefined) return { kind: 'count', label: 'Step' };
  return { kind: 'count', label: name.charAt(0).toUpperCase() + name.slice(1) };
}

function xsOf({ times, steps }: SeriesData, kind: ChartAxis['kind'], began: number): readonly number[] {
  if (kind === 'count') return steps;
  return times.map((time) => (kind === 'clock' ? time : time - began) / 1000);
}

/** What tells the lines of a chart apart: no more than that. */
function labelsOf(
  series: readonly SeriesData[],
  places: ReadonlyMap<string, { readonly subject: SubjectView }>,
  isSingle: boolean,
): string[] {
  const hasOne = (of: (one: SeriesData) => unknown) => new Set(series.map(of)).size <= 1;
  const [oneMetric, oneHost] = [hasOne(({ metric }) => metric), hasOne(({ host }) => host)];
  return series.map((one) => {
    const parts = [
      isSingle ? undefined : places.get(one.subject)?.subject.name,
      oneMetric && !(isSingle && oneHost) ? undefined : one.metric,
      oneHost ? undefined : one.host,
    ];
    return parts.filter((part) => part !== undefined).join(' · ');
  });
}

function noteOf({ stepName }: SeriesData, { kind, label }: ChartAxis): string | undefined {
  if (kind !== 'count' || stepName.toLowerCase() === label.toLowerCase()) return undefined;
  return stepName === 'observation' ? 'in the order of observation' : `by ${stepName}`;
}

function sourceText(series: readonly SeriesData[]): string {
  const sources = new Set(
    series.map(({ source, stepName }) => {
      if (source.from === 'cloudwatch') return `CloudWatch, by ${formatDuration(source.period * 1000)}`;
      return stepName === 'observation' ? 'the log, which names no epoch or step' : 'the log';
    }),
  );
  return `from ${[...sources].join(' and ')}`;
}
