import { object, objects, text, type JsonObject } from '../../json.ts';

const NUMERIC = ['IntegerParameterRanges', 'ContinuousParameterRanges'];
const ALL = [...NUMERIC, 'CategoricalParameterRanges', 'AutoParameters'];

/**
 * What is wrong with the ranges of a tuning job, or of one of its definitions.
 * @returns the complaint for a `ValidationException`, or `undefined` when there is none
 */
export function rangesComplaint(
  ranges: JsonObject,
  fixed: JsonObject | undefined,
  strategy: string,
): string | undefined {
  const seen = new Set(Object.keys(fixed ?? {}));
  for (const range of ALL.flatMap((member) => objects(ranges, member))) {
    const name = text(range, 'Name') ?? '';
    if (seen.has(name)) return `The hyperparameter "${name}" is there twice, in ranges or as a static one.`;
    seen.add(name);
  }
  for (const range of NUMERIC.flatMap((member) => objects(ranges, member))) {
    const [name, low, high] = ['Name', 'MinValue', 'MaxValue'].map((member) => text(range, member) ?? '');
    if (Number.isNaN(Number(low)) || Number.isNaN(Number(high))) {
      return `The bounds of the hyperparameter "${name}" must be numbers; they are "${low}" and "${high}".`;
    }
    if (Number(low) > Number(high)) {
      return `MinValue ${low} of the hyperparameter "${name}" is greater than its MaxValue ${high}.`;
    }
    const scaling = text(range, 'ScalingType');
    if (scaling === 'Logarithmic' && Number(low) <= 0) {
      return `The hyperparameter "${name}" with Logarithmic scaling must have a MinValue greater than 0.`;
    }
    if (scaling === 'ReverseLogarithmic' && (Number(low) < 0 || Number(high) >= 1)) {
      return `The hyperparameter "${name}" with ReverseLogarithmic scaling must be in the range 0 <= x < 1.`;
    }
  }
  const wrong =
    strategy === 'Grid' && [...NUMERIC, 'AutoParameters'].find((m) => objects(ranges, m).length > 0);
  if (wrong) return `The strategy Grid takes categorical ranges only; there are ${wrong}.`;
  return undefined;
}

/** Whether the metric that a definition's jobs are to report is not one that its own definitions find. */
export function objectiveComplaint(
  objective: JsonObject | undefined,
  definition: JsonObject,
): string | undefined {
  const name = text(objective, 'MetricName');
  const metrics = objects(object(definition, 'AlgorithmSpecification'), 'MetricDefinitions');
  if (name === undefined || metrics.length === 0) return undefined;
  if (metrics.some((metric) => metric['Name'] === name)) return undefined;
  return `The objective metric "${name}" is not among the metric definitions of the training jobs.`;
}
