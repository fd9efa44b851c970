import type { FieldPath } from '../../messages/launchProblem.ts';
import { fieldsOf, isFields, textOf, type Fields } from './json.ts';

/** A rule of AWS's documentation that a request breaks. */
export interface FurtherProblem {
  readonly path: FieldPath;
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

/** AWS's longest run, 28 days; many accounts have a lower quota. */
const longestRun = 28 * 86_400;
const accessKey = /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/;

/** What AWS's documentation asks of a training job beyond its API model, and what would surprise. */
export function* furtherProblems(request: Fields): Generator<FurtherProblem, void> {
  yield* resources(request);
  yield* time(request);
  yield* network(request);
  yield* tags(request);
  yield* secrets(fieldsOf(request['HyperParameters']), ['HyperParameters'], 'error');
  yield* secrets(fieldsOf(request['Environment']), ['Environment'], 'warning');
}

function* resources(request: Fields): Generator<FurtherProblem, void> {
  const config = fieldsOf(request['ResourceConfig']);
  if (config['InstanceType'] !== undefined && config['InstanceCount'] === undefined)
    yield error(['ResourceConfig', 'InstanceCount'], 'It is needed: 1 for a single host.');
  if (config['InstanceCount'] === 0)
    yield error(['ResourceConfig', 'InstanceCount'], 'At least one instance.');
  for (const name of ['SelectedInstanceType', 'SelectedInstanceCount'])
    if (config[name] !== undefined)
      yield error(['ResourceConfig', name], 'SageMaker says this of a job; a request must not have it.');
  const keepAlive = config['KeepAlivePeriodInSeconds'];
  if (typeof keepAlive !== 'number' || keepAlive === 0) return;
  const path = ['ResourceConfig', 'KeepAlivePeriodInSeconds'];
  if (request['EnableManagedSpotTraining'] === true)
    yield error(path, 'Spot instances are not kept warm; use one or the other.');
  if (Array.isArray(config['InstanceGroups']))
    yield error(path, 'A cluster of several kinds of instances is not kept warm.');
}

function* time(request: Fields): Generator<FurtherProblem, void> {
  const run = fieldsOf(request['StoppingCondition'])['MaxRuntimeInSeconds'];
  if (typeof run === 'number' && run > longestRun)
    yield error(['StoppingCondition', 'MaxRuntimeInSeconds'], 'At most 28 days: 2,419,200 s.');
  if (request['EnableManagedSpotTraining'] === true && request['CheckpointConfig'] === undefined) {
    const message = 'Without checkpoints an interrupted spot job starts from the beginning.';
    yield { path: ['CheckpointConfig'], message, severity: 'warning' };
  }
}

function* network(request: Fields): Generator<FurtherProblem, void> {
  const channels: readonly unknown[] = Array.isArray(request['InputDataConfig'])
    ? request['InputDataConfig']
    : [];
  for (const [index, channel] of channels.entries()) {
    const source = fieldsOf(fieldsOf(channel)['DataSource']);
    const path = ['InputDataConfig', index, 'DataSource'];
    if (isFields(channel) && Object.keys(source).length === 0)
      yield error(path, 'Say where its data is: a folder on disk, an S3 URI or a file system.');
    if (source['FileSystemDataSource'] !== undefined && request['VpcConfig'] === undefined)
      yield error(
        [...path, 'FileSystemDataSource'],
        'A job reaches a file system only from its VPC: set subnets and security groups.',
      );
  }
}

function* tags(request: Fields): Generator<FurtherProblem, void> {
  const given: readonly unknown[] = Array.isArray(request['Tags']) ? request['Tags'] : [];
  const seen = new Set<string>();
  for (const [index, tag] of given.entries()) {
    const key = textOf(fieldsOf(tag)['Key']);
    if (key === undefined) continue;
    const path = ['Tags', index, 'Key'];
    if (key.toLowerCase().startsWith('aws:'))
      yield error(path, 'AWS keeps keys that begin with "aws:" for itself.');
    if (seen.has(key)) yield error(path, 'Another tag has this key; each needs its own.');
    seen.add(key);
  }
}

function* secrets(
  values: Fields,
  at: FieldPath,
  severity: 'error' | 'warning',
): Generator<FurtherProblem, void> {
  for (const [name, value] of Object.entries(values)) {
    if (typeof value !== 'string' || !isCredential(name, value)) continue;
    const message =
      'This looks like an AWS credential, which everyone who may describe the job can read. Give the role what the script needs.';
    yield { path: [...at, name], message, severity };
  }
}

/** Whether a named value is, or holds, one of AWS's own credentials. */
export function isCredential(name: string, value: string): boolean {
  return /^aws_(?:access_key_id|secret_access_key|session_token)$/i.test(name) || accessKey.test(value);
}

function error(path: FieldPath, message: string): FurtherProblem {
  return { path, message, severity: 'error' };
}
