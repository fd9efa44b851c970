import { isJsonObject, object } from '../../json.ts';
import { type ResourceRecord } from '../record.ts';
import { type PipelineStep } from './definition.ts';
import { stepStatus } from './execution.ts';
import { isSelected } from './selective.ts';

/**
 * Whether a step can begin: it has not, all that it depends on has succeeded, and its branch was taken.
 * @param states the execution's steps that began, by name
 */
export function isReady(
  { name, dependencies, branch }: PipelineStep,
  states: ReadonlyMap<string, ResourceRecord>,
  execution: ResourceRecord,
): boolean {
  const state = states.get(name);
  if (!isSelected(execution, name)) return false;
  // Retried steps have a record without a status.
  if (state && stepStatus(state) !== '') return false;
  const waits = dependencies.filter((other) => isSelected(execution, other) || states.has(other));
  if (waits.some((other) => !isSucceeded(states.get(other)))) return false;
  if (!branch) return true;
  const metadata = states.get(branch.condition)?.document['Metadata'];
  return object(isJsonObject(metadata) ? metadata : {}, 'Condition')?.['Outcome'] === branch.outcome;
}

function isSucceeded(step: ResourceRecord | undefined): boolean {
  return step !== undefined && stepStatus(step) === 'Succeeded';
}
