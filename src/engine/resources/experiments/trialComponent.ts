import { validationError } from '../../http/awsError.ts';
import { objects, text, type JsonObject } from '../../json.ts';
import { type RunMetrics } from '../../store/runMetrics.ts';
import { type ResourceKind } from '../kind.ts';
import { engineState, given, mergedMap, nameFromArn, strings } from '../members.ts';
import { lineageGroupArn } from '../lineage/lineageGroup.ts';
import { epochSeconds, type ResourceRecord } from '../record.ts';
import { namedAlready, noSuch } from './experiment.ts';

/** The names of the trials that a component is part of. */
export function trialsOf(component: ResourceRecord): readonly string[] {
  return strings(engineState(component.document), 'trials');
}

/** What the job's definitions have found, and over that what its code has put by itself. */
function metricsOf(record: ResourceRecord, runMetrics: RunMetrics): JsonObject {
  const put = runMetrics.all(record);
  if (put.length === 0) return {};
  const names = new Set(put.map(({ key }) => key));
  const told = objects(record.document, 'Metrics').filter(
    (metric) => !names.has(text(metric, 'MetricName') ?? ''),
  );
  const summaries = put.map((found) => ({
    ...{ MetricName: String(found.key), SourceArn: record.arn, TimeStamp: epochSeconds(found.lastAt) },
    ...{ Max: found.max, Min: found.min, Last: found.last, Count: found.count },
    ...{ Avg: found.avg, StdDev: found.stdDev },
  }));
  return { Metrics: [...told, ...summaries] };
}

/** Trial components: what went into one run and what came out. */
export const trialComponent = (runMetrics: RunMetrics): ResourceKind => ({
  name: 'TrialComponent',
  arnType: 'experiment-trial-component',
  // `Status` is a structure that the user writes; it does not move by itself.
  exists: namedAlready('Trial Component'),
  notFound: noSuch('Trial Component'),
  create: (input) => ({ DisplayName: input['TrialComponentName'], ...input }),
  update: ({ document }, input) => ({
    ...given(input, 'DisplayName', 'Status', 'StartTime', 'EndTime'),
    ...mergedMap(document, input, 'Parameters'),
    ...mergedMap(document, input, 'InputArtifacts'),
    ...mergedMap(document, input, 'OutputArtifacts'),
  }),
  describe(record) {
    const source = record.document['Source'];
    return {
      LineageGroupArn: lineageGroupArn(record),
      ...metricsOf(record, runMetrics),
      ...(source === undefined ? {} : { TrialComponentSource: source, Sources: [source] }),
    };
  },
  delete(record) {
    const trials = trialsOf(record);
    if (trials.length > 0) {
      throw validationError(
        `Trial Component '${record.name}' cannot be deleted: disassociate it from its trials first (${trials.join(', ')}).`,
      );
    }
    return {};
  },
  filters: { ExperimentName: '', TrialName: '', SourceArn: '$.Source.SourceArn' },
  listed(record, input, { find }) {
    const trial = text(input, 'TrialName');
    if (trial !== undefined) return trialsOf(record).includes(nameFromArn(trial));
    const experiment = text(input, 'ExperimentName');
    if (experiment === undefined) return true;
    return trialsOf(record).some(
      (name) => text(find('Trial', name)?.document, 'ExperimentName') === nameFromArn(experiment),
    );
  },
});
