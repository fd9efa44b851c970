import { validationError } from '../../http/awsError.ts';
import { text, type JsonObject } from '../../json.ts';
import { type EngineRequest } from '../../http/message.ts';
import { type Family, type FamilyParts } from '../catalogue.ts';
import { listHandler } from '../listing.ts';
import { dropAssociations } from '../lineage/associations.ts';
import { type RunMetrics } from '../../store/runMetrics.ts';
import { associationOperations } from './association.ts';
import { experiment } from './experiment.ts';
import { trial } from './trial.ts';
import { trialComponent } from './trialComponent.ts';

/** Lists by what must be there: AWS refuses a list of an experiment's trials when there is no such experiment. */
function checked(parts: FamilyParts, kind: string, references: Readonly<Record<string, string>>) {
  const list = listHandler(parts.of(kind), parts);
  if (!list) throw new Error(`There is no list of ${kind}.`);
  return (input: JsonObject, request: EngineRequest) => {
    for (const [member, referred] of Object.entries(references)) {
      if (text(input, member) !== undefined) parts.of(referred).find(input, request);
    }
    return list(input, request);
  };
}

/** Experiments, their trials and trial components. */
export const experimentsFamily = (runMetrics: RunMetrics): Family => ({
  name: 'Experiments',
  kinds: [experiment, trial, trialComponent(runMetrics)],
  operations: (parts) => {
    const components = parts.of('TrialComponent');
    const listComponents = checked(parts, 'TrialComponent', {
      ExperimentName: 'Experiment',
      TrialName: 'Trial',
    });
    return {
      ...associationOperations(components, parts.of('Trial')),
      ListTrials: checked(parts, 'Trial', {
        ExperimentName: 'Experiment',
        TrialComponentName: 'TrialComponent',
      }),
      ListTrialComponents(input, request) {
        const filters = ['ExperimentName', 'TrialName', 'SourceArn'].filter((member) => input[member]);
        if (filters.length > 1) {
          throw validationError(`Only one of ${filters.join(' and ')} can filter the list.`);
        }
        return listComponents(input, request);
      },
      DeleteTrialComponent(input, request) {
        const component = components.find(input, request);
        components.remove(input, request);
        dropAssociations(parts.store, component);
        return { TrialComponentArn: component.arn };
      },
    };
  },
});
