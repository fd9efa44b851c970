import { validationError } from '../../http/awsError.ts';
import { objects, text, type Json, type JsonObject } from '../../json.ts';
import { type PipelineDefinition, type PipelineParameter } from './definition.ts';
import { wordsOf } from './values.ts';

/** A parameter's value by its type, `undefined` when the words do not mean one. */
function valueOf(type: string, given: Json): Json | undefined {
  const words = wordsOf(given);
  if (type === 'String') return words;
  if (type === 'Boolean') return /^(?:true|false)$/i.test(words) ? words.toLowerCase() === 'true' : undefined;
  const found = words.trim() === '' ? Number.NaN : Number(words);
  return Number.isNaN(found) || (type === 'Integer' && !Number.isInteger(found)) ? undefined : found;
}

/** What is wrong with a value for a parameter; `undefined` when nothing is. */
export function parameterComplaint(parameter: PipelineParameter, given: Json): string | undefined {
  const { name, type, allowed } = parameter;
  if (typeof given === 'object' || valueOf(type, given) === undefined) {
    return `The parameter "${name}" is of type ${type}; ${wordsOf(given)} is not.`;
  }
  if (allowed.length > 0 && !allowed.includes(wordsOf(given))) {
    return `The parameter "${name}" must be one of ${allowed.join(', ')}; it is "${wordsOf(given)}".`;
  }
  return undefined;
}

/**
 * The parameters of an execution: those given, and defaults.
 * @param given as StartPipelineExecution has them
 * @throws AwsError for one that the definition does not have, that does not fit, or that is missing
 */
export function executionParameters(
  definition: PipelineDefinition,
  given: readonly JsonObject[],
): { Name: string; Value: string }[] {
  const values = new Map(given.map((item) => [text(item, 'Name') ?? '', text(item, 'Value') ?? '']));
  const unknown = [...values.keys()].find((name) => !definition.parameters.some((p) => p.name === name));
  if (unknown !== undefined) throw validationError(`The pipeline has no parameter "${unknown}".`);
  return definition.parameters.map((parameter) => {
    const value = values.get(parameter.name) ?? parameter.defaultValue;
    if (value === undefined)
      throw validationError(`The parameter "${parameter.name}" has no default; give it.`);
    const complaint = parameterComplaint(parameter, value);
    if (complaint !== undefined) throw validationError(complaint);
    return { Name: parameter.name, Value: wordsOf(value) };
  });
}

/** An execution's parameter as steps see it. */
export function parameterValue(
  definition: PipelineDefinition,
  execution: JsonObject,
  name: string,
): Json | undefined {
  const parameter = definition.parameters.find((one) => one.name === name);
  const found = objects(execution, 'PipelineParameters').find((one) => one['Name'] === name);
  const words = text(found, 'Value');
  return parameter === undefined || words === undefined ? undefined : valueOf(parameter.type, words);
}
