import { type JsonHandler } from '../../protocols/awsJson.ts';
import { type KindOperations } from '../operations.ts';
import { engineState } from '../members.ts';
import { trialsOf } from './trialComponent.ts';

/** AssociateTrialComponent and DisassociateTrialComponent; both may be repeated. */
export function associationOperations(
  components: KindOperations,
  trials: KindOperations,
): Record<string, JsonHandler> {
  const changing =
    (change: (names: readonly string[], trial: string) => readonly string[]): JsonHandler =>
    (input, request) => {
      const component = components.find(input, request);
      const trial = trials.find(input, request);
      const names = change(trialsOf(component), trial.name);
      components.change(component, { engine: { ...engineState(component.document), trials: [...names] } });
      return { TrialComponentArn: component.arn, TrialArn: trial.arn };
    };
  return {
    AssociateTrialComponent: changing((names, trial) => [...new Set([...names, trial])]),
    DisassociateTrialComponent: changing((names, trial) => names.filter((name) => name !== trial)),
  };
}
