import type { LaunchEdit } from '../../messages/launch.ts';
import type { FieldPath } from '../../messages/launchProblem.ts';
import { toHyperparameter } from '../hyperparameters.ts';
import type { ScriptArgument } from '../script/scriptReading.ts';
import { withChannelRow } from './channelRows.ts';
import { hyperparameterValue } from './hyperparameterText.ts';
import { isFields } from './json.ts';
import type { HyperparameterValue, LaunchSpec } from './launchSpec.ts';
import { withValueAt } from './paths.ts';
import { withChannelMember } from './requestChannels.ts';

/**
 * The spec after one change; the one before stays as it was. What was typed is kept even when AWS would not take it.
 * @param declared the script's arguments, which say what a typed text means
 */
export function applyEdit(
  spec: LaunchSpec,
  edit: LaunchEdit,
  declared: readonly ScriptArgument[],
): LaunchSpec {
  switch (edit.type) {
    case 'request':
      return withRequestMember(spec, edit.path, edit.value);
    case 'script':
      return { ...spec, script: edit.value };
    case 'hyperparameter':
      return withHyperparameter(spec, edit.name, edit.value, declared);
    case 'channel':
      return withChannelRow(spec, edit.index, edit.value);
    case 'fallback':
      return { ...spec, fallbackInstanceTypes: [...new Set(edit.instanceTypes)] };
    case 'distribution': {
      const { distribution: _before, ...others } = spec;
      return edit.value ? { ...others, distribution: edit.value } : others;
    }
    case 'baseJobName': {
      const { baseJobName: _before, ...others } = spec;
      return edit.value.trim() === '' ? others : { ...others, baseJobName: edit.value };
    }
  }
}

function withRequestMember(spec: LaunchSpec, path: FieldPath, value: unknown): LaunchSpec {
  const [first, ...rest] = path;
  if (first === undefined) return spec;
  if (first === 'InputDataConfig')
    return { ...spec, channels: withChannelMember(spec.channels, rest, value) };
  if (first === 'HyperParameters') return withRawHyperparameters(spec, rest, value);
  const request = withValueAt(spec.request, path, value);
  return { ...spec, request: isFields(request) ? request : {} };
}

function withRawHyperparameters(spec: LaunchSpec, [name]: FieldPath, value: unknown): LaunchSpec {
  const decoded = (text: unknown): HyperparameterValue =>
    typeof text === 'string' ? hyperparameterValue(text, spec.script !== '') : (text as HyperparameterValue);
  if (name !== undefined)
    return {
      ...spec,
      hyperparameters: changed(
        spec.hyperparameters,
        String(name),
        value === undefined ? undefined : decoded(value),
      ),
    };
  if (value !== undefined && !isFields(value)) return spec;
  const all = Object.entries(value ?? {}).map(([key, text]) => [key, decoded(text)] as const);
  return { ...spec, hyperparameters: Object.fromEntries(all) };
}

function withHyperparameter(
  spec: LaunchSpec,
  name: string,
  typed: string | undefined,
  declared: readonly ScriptArgument[],
): LaunchSpec {
  const argument = declared.find((other) => other.name === name);
  // An argument left empty has the script's own default.
  const removed = typed === undefined || (argument !== undefined && typed === '');
  const value = removed ? undefined : meaning(typed, argument);
  return { ...spec, hyperparameters: changed(spec.hyperparameters, name, value) };
}

/** A number, a list or an object where the text is one; an argument that the script declares as text stays text. */
function meaning(typed: string, argument: ScriptArgument | undefined): HyperparameterValue {
  if (argument) return toHyperparameter(typed, argument);
  return /^\s*[[{]/.test(typed) ? hyperparameterValue(typed, true) : toHyperparameter(typed);
}

function changed(
  values: LaunchSpec['hyperparameters'],
  name: string,
  value: HyperparameterValue | undefined,
): LaunchSpec['hyperparameters'] {
  if (value !== undefined && name in values) return { ...values, [name]: value };
  const others = Object.entries(values).filter(([other]) => other !== name);
  return Object.fromEntries(value === undefined ? others : [...others, [name, value] as const]);
}
