import { compileMetric } from './metricRegex.ts';

type Fields = Readonly<Record<string, unknown>>;
type Path = readonly (string | number)[];

/** Seconds of a training job that says nothing of its time limit. */
export const defaultRuntimeSeconds = 86_400;

/** Which rule of CreateTrainingJob a request breaks. */
export type TrainingRule =
  | 'image-or-algorithm'
  | 's3-uri'
  | 'metric-regex'
  | 'channel-twice'
  | 'no-instances'
  | 'instances-twice'
  | 'wait-without-spot'
  | 'spot-without-wait'
  | 'wait-below-runtime';

export interface BrokenRule {
  readonly rule: TrainingRule;
  /** Of the member that is wrong. */
  readonly path: Path;
  /** In AWS's terms, for a `ValidationException`. */
  readonly complaint: string;
}

/**
 * What CreateTrainingJob refuses beyond shapes, patterns and enumerations, one after the other.
 * @param request in wire form; members of other types than AWS's count as missing
 */
export function* brokenTrainingRules(request: Fields): Generator<BrokenRule, void> {
  const specification = fields(request['AlgorithmSpecification']);
  if (
    (text(specification['TrainingImage']) === undefined) ===
    (text(specification['AlgorithmName']) === undefined)
  ) {
    const complaint = 'AlgorithmSpecification must have exactly one of TrainingImage and AlgorithmName.';
    yield { rule: 'image-or-algorithm', path: ['AlgorithmSpecification', 'TrainingImage'], complaint };
  }
  yield* uris(request);
  yield* metrics(list(specification['MetricDefinitions']));
  yield* channels(list(request['InputDataConfig']));
  yield* instances(fields(request['ResourceConfig']));
  yield* spot(request);
}

function* uris(request: Fields): Generator<BrokenRule, void> {
  const output = text(fields(request['OutputDataConfig'])['S3OutputPath']) ?? '';
  yield* uri(output, ['OutputDataConfig', 'S3OutputPath'], 'OutputDataConfig.S3OutputPath');
  const checkpoints = text(fields(request['CheckpointConfig'])['S3Uri']);
  if (checkpoints !== undefined)
    yield* uri(checkpoints, ['CheckpointConfig', 'S3Uri'], 'CheckpointConfig.S3Uri');
}

function* uri(value: string, path: Path, of: string): Generator<BrokenRule, void> {
  if (!/^s3:\/\/[^/]+(?:\/.*)?$/s.test(value))
    yield { rule: 's3-uri', path, complaint: `The S3 URI "${value}" of ${of} is not valid.` };
}

function* metrics(definitions: readonly Fields[]): Generator<BrokenRule, void> {
  for (const [index, definition] of definitions.entries()) {
    const regex = text(definition['Regex']) ?? '';
    try {
      compileMetric(regex);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const complaint = `The regular expression "${regex}" of the metric definition "${text(definition['Name']) ?? ''}" is not valid: ${why}`;
      yield {
        rule: 'metric-regex',
        path: ['AlgorithmSpecification', 'MetricDefinitions', index, 'Regex'],
        complaint,
      };
    }
  }
}

function* channels(given: readonly Fields[]): Generator<BrokenRule, void> {
  const seen = new Set<string>();
  for (const [index, channel] of given.entries()) {
    const name = text(channel['ChannelName']) ?? '';
    const path = ['InputDataConfig', index];
    if (seen.has(name)) {
      const complaint = `Channel names must be unique, "${name}" is there twice.`;
      yield { rule: 'channel-twice', path: [...path, 'ChannelName'], complaint };
    }
    seen.add(name);
    const at = text(fields(fields(channel['DataSource'])['S3DataSource'])['S3Uri']);
    if (at !== undefined)
      yield* uri(at, [...path, 'DataSource', 'S3DataSource', 'S3Uri'], `channel "${name}"`);
  }
}

function* instances(resources: Fields): Generator<BrokenRule, void> {
  const groups = list(resources['InstanceGroups']).length;
  const preferences = list(resources['InstancePreferences']).length;
  const path = ['ResourceConfig', 'InstanceType'];
  const type = text(resources['InstanceType']);
  if (groups + preferences === 0 && type === undefined) {
    const complaint = 'ResourceConfig must have either InstanceType and InstanceCount or InstanceGroups.';
    yield { rule: 'no-instances', path, complaint };
  }
  if (groups > 0 && type !== undefined) {
    const complaint = 'ResourceConfig must not have both InstanceType and InstanceGroups.';
    yield { rule: 'instances-twice', path, complaint };
  }
}

function* spot(request: Fields): Generator<BrokenRule, void> {
  const condition = fields(request['StoppingCondition']);
  const wait = condition['MaxWaitTimeInSeconds'];
  const path = ['StoppingCondition', 'MaxWaitTimeInSeconds'];
  if (request['EnableManagedSpotTraining'] !== true) {
    if (typeof wait !== 'number') return;
    const complaint = 'MaxWaitTimeInSeconds is for managed spot training, which is not enabled.';
    yield { rule: 'wait-without-spot', path, complaint };
  } else if (typeof wait !== 'number') {
    const complaint = 'Managed spot training needs StoppingCondition.MaxWaitTimeInSeconds.';
    yield { rule: 'spot-without-wait', path, complaint };
  } else {
    const given = condition['MaxRuntimeInSeconds'];
    const run = typeof given === 'number' ? given : defaultRuntimeSeconds;
    const complaint = `MaxWaitTimeInSeconds ${wait} is less than MaxRuntimeInSeconds ${run}.`;
    if (wait < run) yield { rule: 'wait-below-runtime', path, complaint };
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function fields(value: unknown): Fields {
  return isFields(value) ? value : {};
}

function list(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
