import type { MetricsUpdate, SeriesHead, SubjectView } from '../../src/messages/metrics.ts';

/** One series as the page has it. */
export interface SeriesData extends SeriesHead {
  readonly times: readonly number[];
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

/** All that the page knows; never changed, only replaced. */
export interface Known {
  readonly subjects: readonly SubjectView[];
  readonly series: readonly SeriesData[];
}

export const nothingKnown: Known = { subjects: [], series: [] };

/** What is known once an update has come; what it does not name stays. */
export function withUpdate(known: Known, update: MetricsUpdate): Known {
  const subjects = new Map(known.subjects.map((one) => [one.id, one]));
  for (const subject of update.subjects) subjects.set(subject.id, subject);
  const series = new Map(known.series.map((one) => [one.id, one]));
  for (const id of update.gone) series.delete(id);
  for (const { from, ...head } of update.series) {
    const before = series.get(head.id);
    // A new list each time: charts see by it that there is something to draw.
    const joined = (name: 'times' | 'steps' | 'values') => [
      ...(before?.[name].slice(0, from) ?? []),
      ...head[name],
    ];
    series.set(head.id, {
      ...head,
      times: joined('times'),
      steps: joined('steps'),
      values: joined('values'),
    });
  }
  return { subjects: [...subjects.values()], series: [...series.values()] };
}

export function withoutSubject({ subjects, series }: Known, id: string): Known {
  return {
    subjects: subjects.filter((one) => one.id !== id),
    series: series.filter(({ subject }) => subject !== id),
  };
}
