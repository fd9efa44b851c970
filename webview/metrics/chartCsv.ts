import { csvText } from '../../src/analysis/metrics/csv.ts';
import type { SubjectView } from '../../src/messages/metrics.ts';
import type { ChartModel } from './chartModel.ts';

/** The values behind charts, a row a value, as they are: neither smoothed nor thinned. */
export function chartsCsv(charts: readonly ChartModel[], subjects: readonly SubjectView[]): string {
  const names = new Map(subjects.map(({ id, name }) => [id, name]));
  const rows = charts
    .flatMap(({ series }) => series)
    .flatMap(({ subject, metric, host, stepName, unit, times, steps, values }) =>
      values.map((value, i) => [
        names.get(subject) ?? subject,
        metric,
        host,
        new Date(times[i] ?? 0).toISOString(),
        stepName,
        steps[i],
        value,
        unit,
      ]),
    );
  return csvText([['job', 'metric', 'host', 'time', 'counted by', 'step', 'value', 'unit'], ...rows]);
}
