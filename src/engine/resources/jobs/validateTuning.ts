import { number, object, objects, text, type JsonObject } from '../../json.ts';
import { objectiveComplaint, rangesComplaint } from './tuningRanges.ts';

function limitsComplaint(config: JsonObject, strategy: string): string | undefined {
  const limits = object(config, 'ResourceLimits');
  const jobs = number(limits, 'MaxNumberOfTrainingJobs');
  const parallel = number(limits, 'MaxParallelTrainingJobs') ?? 0;
  if (strategy === 'Grid') {
    return jobs === undefined
      ? undefined
      : 'MaxNumberOfTrainingJobs is not for the strategy Grid: its ranges say how many jobs there are.';
  }
  if (jobs === undefined) return `MaxNumberOfTrainingJobs is needed for the strategy ${strategy}.`;
  return parallel > jobs
    ? `MaxParallelTrainingJobs ${parallel} is greater than MaxNumberOfTrainingJobs ${jobs}.`
    : undefined;
}

function strategyComplaint(config: JsonObject, strategy: string): string | undefined {
  const hyperband = object(object(config, 'StrategyConfig'), 'HyperbandStrategyConfig');
  if (hyperband && strategy !== 'Hyperband') {
    return `HyperbandStrategyConfig is for the strategy Hyperband, not for ${strategy}.`;
  }
  if (strategy === 'Hyperband' && config['TrainingJobEarlyStoppingType'] === 'Auto') {
    return 'TrainingJobEarlyStoppingType must be Off for the strategy Hyperband, which stops jobs itself.';
  }
  const [low, high] = [number(hyperband, 'MinResource'), number(hyperband, 'MaxResource')];
  if (low !== undefined && high !== undefined && low >= high) {
    return `MinResource ${low} must be less than MaxResource ${high}.`;
  }
  return undefined;
}

function oneDefinition(config: JsonObject, definition: JsonObject, strategy: string): string | undefined {
  const misplaced = ['TuningObjective', 'HyperParameterRanges'].find((m) => definition[m] !== undefined);
  if (misplaced !== undefined) {
    return `${misplaced} belongs to TrainingJobDefinitions; for one definition the tuning job's configuration has it.`;
  }
  const objective = object(config, 'HyperParameterTuningJobObjective');
  if (!objective) return 'HyperParameterTuningJobConfig needs HyperParameterTuningJobObjective.';
  const ranges = object(config, 'ParameterRanges') ?? {};
  return (
    rangesComplaint(ranges, object(definition, 'StaticHyperParameters'), strategy) ??
    objectiveComplaint(objective, definition)
  );
}

function severalDefinitions(
  config: JsonObject,
  definitions: readonly JsonObject[],
  strategy: string,
): string | undefined {
  const misplaced = ['HyperParameterTuningJobObjective', 'ParameterRanges'].find(
    (member) => config[member] !== undefined,
  );
  if (misplaced !== undefined) return `With TrainingJobDefinitions each of them has its own ${misplaced}.`;
  const names = new Set<string>();
  for (const definition of definitions) {
    const name = text(definition, 'DefinitionName');
    if (name === undefined) return 'Each of TrainingJobDefinitions needs a DefinitionName.';
    if (names.has(name)) return `Definition names must be unique; "${name}" is there twice.`;
    names.add(name);
    const objective = object(definition, 'TuningObjective');
    if (!objective) return `The definition "${name}" needs a TuningObjective.`;
    const ranges = object(definition, 'HyperParameterRanges') ?? {};
    const complaint =
      rangesComplaint(ranges, object(definition, 'StaticHyperParameters'), strategy) ??
      objectiveComplaint(objective, definition);
    if (complaint !== undefined) return complaint;
  }
  return undefined;
}

/**
 * What CreateHyperParameterTuningJob refuses beyond shapes, patterns and enumerations.
 * @returns the complaint for a `ValidationException`, or `undefined` when there is none
 */
export function validateTuning(request: JsonObject): string | undefined {
  const config = object(request, 'HyperParameterTuningJobConfig') ?? {};
  const strategy = text(config, 'Strategy') ?? '';
  const definition = object(request, 'TrainingJobDefinition');
  const definitions = objects(request, 'TrainingJobDefinitions');
  if ((definition === undefined) === (definitions.length === 0)) {
    return 'Exactly one of TrainingJobDefinition and TrainingJobDefinitions is needed.';
  }
  return (
    limitsComplaint(config, strategy) ??
    strategyComplaint(config, strategy) ??
    (definition
      ? oneDefinition(config, definition, strategy)
      : severalDefinitions(config, definitions, strategy))
  );
}
