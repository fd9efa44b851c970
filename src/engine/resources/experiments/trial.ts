import { validationError } from '../../http/awsError.ts';
import { text } from '../../json.ts';
import { resourceNotFound } from '../errors.ts';
import { type ResourceKind } from '../kind.ts';
import { given, nameFromArn } from '../members.ts';
import { namedAlready, noSuch } from './experiment.ts';
import { trialsOf } from './trialComponent.ts';

/** Trials: sets of trial components in an experiment. */
export const trial: ResourceKind = {
  name: 'Trial',
  arnType: 'experiment-trial',
  exists: namedAlready('Trial'),
  notFound: noSuch('Trial'),
  create(input, { find }) {
    const experiment = text(input, 'ExperimentName') ?? '';
    if (!find('Experiment', experiment)) {
      throw resourceNotFound(`Experiment '${experiment}' does not exist.`);
    }
    return { DisplayName: input['TrialName'], ...input };
  },
  update: (_record, input) => given(input, 'DisplayName'),
  describe: ({ document }) => ({ TrialSource: document['Source'] }),
  delete(record, _input, { all }) {
    for (const component of all('TrialComponent')) {
      if (!trialsOf(component).includes(record.name)) continue;
      throw validationError(
        `Trial '${record.name}' cannot be deleted: disassociate its trial components first (${component.name}).`,
      );
    }
    return {};
  },
  filters: { TrialComponentName: '' },
  listed(record, input, { find }) {
    const component = text(input, 'TrialComponentName');
    if (component === undefined) return true;
    const found = find('TrialComponent', nameFromArn(component));
    return found !== undefined && trialsOf(found).includes(record.name);
  },
};
