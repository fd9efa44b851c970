import { validationError } from '../../http/awsError.ts';
import { text } from '../../json.ts';
import { type ResourceKind } from '../kind.ts';
import { engineState, given, mergedMap, nameFromArn, strings } from '../members.ts';
import { lineageGroupArn } from '../lineage/lineageGroup.ts';
import { type ResourceRecord } from '../record.ts';
import { namedAlready, noSuch } from './experiment.ts';

/** The names of the trials that a component is part of. */
export function trialsOf(component: ResourceRecord): readonly string[] {
  return strings(engineState(component.document), 'trials');
}

/** Trial components: what went into one run and what came out. */
export const trialComponent: ResourceKind = {
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
};
