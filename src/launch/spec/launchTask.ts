import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { DataSource } from '@aws-sdk/client-sagemaker';
import { taskType } from '../../manifest/tasks.ts';
import type { DistributionView } from '../../messages/launchDistribution.ts';
import { saysMoreThanValue } from './hyperparameterText.ts';
import { isFields, plainJson, type Fields } from './json.ts';
import { withoutCredentials } from './launchHistory.ts';
import type { ChannelSpec, HyperparameterValue, LaunchSpec, RequestPart } from './launchSpec.ts';
import { forAnotherLaunch, newSpec } from './newSpec.ts';

/** A channel of a task: a path, an S3 URI, or all that a channel may have but its name. */
export type TaskChannel =
  string | (Omit<ChannelSpec, 'name' | 'source'> & { path?: string; dataSource?: DataSource });

/** A launch as `tasks.json` has it; paths are relative to the workspace's folder where they are below it. */
export interface TaskDefinition {
  readonly type: typeof taskType;
  readonly script?: string;
  readonly sourceFolder?: string;
  readonly sourceUri?: string;
  readonly hyperparameters?: Readonly<Record<string, HyperparameterValue>>;
  /** As `LaunchSpec` has it; only those that say more than their value. */
  readonly hyperparameterTexts?: Readonly<Record<string, string>>;
  readonly channels?: Readonly<Record<string, TaskChannel>>;
  readonly distribution?: DistributionView;
  readonly baseJobName?: string;
  readonly fallbackInstanceTypes?: readonly string[];
  readonly request?: RequestPart;
}

/** What is wrong with a task: the member's dotted name, and words for people. */
export interface TaskProblem {
  readonly member: string;
  readonly message: string;
}

type Check = (value: unknown) => string | undefined;

const text: Check = (value) => (typeof value === 'string' ? undefined : 'A text is needed.');
const object: Check = (value) => (isFields(value) ? undefined : 'An object is needed.');
const texts: Check = (value) =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')
    ? undefined
    : 'A list of texts is needed.';
const namedTexts: Check = (value) =>
  isFields(value) && Object.values(value).every((item) => typeof item === 'string')
    ? undefined
    : 'An object of texts is needed.';

const members: Readonly<Record<Exclude<keyof TaskDefinition, 'type'>, Check>> = {
  script: text,
  sourceFolder: text,
  sourceUri: text,
  hyperparameters: object,
  hyperparameterTexts: namedTexts,
  channels: object,
  distribution: object,
  baseJobName: text,
  fallbackInstanceTypes: texts,
  request: object,
};
/** VS Code's own, which it leaves in definitions: the properties of any task in its schema. */
const vscodeMembers = [
  'type',
  'label',
  'taskName',
  'identifier',
  'group',
  'isBackground',
  'promptOnClose',
  'presentation',
  'icon',
  'hide',
  'inAgents',
  'options',
  'problemMatcher',
  'runOptions',
  'dependsOn',
  'dependsOrder',
  'detail',
];
const channelMembers = ['path', 'dataSource', 'distribution', 's3Options', 'options'];

/**
 * The spec of a task. Members that are wrong or unknown are told and left out; whether AWS takes the request, `checkRequest`
 * tells as for any launch.
 * @param definition with VS Code's variables replaced already; where they are not, they stay as they are
 * @param folder of the workspace that the task is in; relative paths begin there
 */
export function taskToSpec(
  definition: unknown,
  folder: string,
): { spec: LaunchSpec; problems: TaskProblem[] } {
  const problems: TaskProblem[] = [];
  if (!isFields(definition))
    return { spec: newSpec(folder, ''), problems: [{ member: '', message: 'A task must be an object.' }] };
  const given = checked(definition, problems);
  const script = given.script ?? '';
  if (script === '' && given.sourceUri !== undefined)
    problems.push({ member: 'script', message: 'Name the script in the source that is run.' });
  const sourceFolder =
    script === '' || given.sourceUri !== undefined ? '' : absolute(given.sourceFolder ?? '', folder);
  const base = newSpec(sourceFolder, script.replaceAll('\\', '/'));
  const spec: LaunchSpec = {
    ...base,
    ...(given.sourceUri !== undefined && { sourceUri: given.sourceUri }),
    hyperparameters: given.hyperparameters ?? {},
    ...(given.hyperparameterTexts && { hyperparameterTexts: given.hyperparameterTexts }),
    channels: Object.entries(given.channels ?? {}).flatMap(([name, channel]) =>
      toChannel(name, channel, folder, problems),
    ),
    request: {
      ...base.request,
      ...given.request,
      ...mergedDefaults(base.request, given.request),
    },
    fallbackInstanceTypes: given.fallbackInstanceTypes ?? [],
    ...(given.distribution && { distribution: given.distribution }),
    ...(given.baseJobName !== undefined && { baseJobName: given.baseJobName }),
  };
  return { spec, problems };
}

function checked(definition: Fields, problems: TaskProblem[]): Partial<TaskDefinition> {
  const checks = new Map<string, Check>(Object.entries(members));
  const good = Object.entries(definition).filter(([name, value]) => {
    if (vscodeMembers.includes(name)) return false;
    const check = checks.get(name);
    const message = check
      ? check(value)
      : `There is no "${name}"; a task of type ${taskType} has ${[...checks.keys()].join(', ')}.`;
    if (message !== undefined) problems.push({ member: name, message });
    return message === undefined;
  });
  return Object.fromEntries(good);
}

/** One host, the usual volume and time limit, unless the task says otherwise. */
function mergedDefaults(base: RequestPart, given: RequestPart | undefined): RequestPart {
  const resources: unknown = given?.ResourceConfig;
  const hasGroups = isFields(resources) && resources['InstanceGroups'] !== undefined;
  return {
    ...((resources === undefined || isFields(resources)) && {
      ResourceConfig: {
        ...base.ResourceConfig,
        ...given?.ResourceConfig,
        ...(hasGroups && { InstanceCount: given?.ResourceConfig?.InstanceCount }),
      },
    }),
    ...((given?.StoppingCondition === undefined || isFields(given.StoppingCondition)) && {
      StoppingCondition: { ...base.StoppingCondition, ...given?.StoppingCondition },
    }),
  };
}

function toChannel(name: string, given: unknown, folder: string, problems: TaskProblem[]): ChannelSpec[] {
  const member = `channels.${name}`;
  if (typeof given === 'string') return [{ name, source: sourceOf(given, folder) }];
  if (!isFields(given)) {
    problems.push({ member, message: 'A path, an S3 URI or an object is needed.' });
    return [];
  }
  for (const other of Object.keys(given).filter((key) => !channelMembers.includes(key)))
    problems.push({
      member: `${member}.${other}`,
      message: `There is no "${other}"; a channel has ${channelMembers.join(', ')}.`,
    });
  const { path, dataSource, distribution, s3Options, options } = given;
  if (typeof path !== 'string' && !isFields(dataSource)) {
    problems.push({ member, message: 'It needs a path or a dataSource.' });
    return [];
  }
  const source = typeof path === 'string' ? sourceOf(path, folder) : { dataSource: dataSource as DataSource };
  const shared =
    distribution === 'FullyReplicated' || distribution === 'ShardedByS3Key'
      ? ({ distribution } as const)
      : {};
  return [
    {
      name,
      source,
      ...shared,
      ...(isFields(s3Options) && { s3Options }),
      ...(isFields(options) && { options }),
    },
  ];
}

function sourceOf(path: string, folder: string): ChannelSpec['source'] {
  if (!/^s3:\/\//i.test(path)) return { path: path === '' ? '' : absolute(path, folder) };
  return {
    dataSource: {
      S3DataSource: { S3DataType: 'S3Prefix', S3Uri: path, S3DataDistributionType: 'FullyReplicated' },
    },
  };
}

/** A path that begins with one of VS Code's variables is VS Code's to complete. */
function absolute(path: string, folder: string): string {
  return isAbsolute(path) || path.startsWith('${') ? path : resolve(folder, path);
}

/** The task of a spec; running it sends the same request. AWS credentials in it are left out. */
export function specToTask(given: LaunchSpec, folder: string): TaskDefinition {
  const spec = forAnotherLaunch(withoutCredentials(given));
  const { sourceFolder, script, sourceUri, hyperparameters, channels, request, fallbackInstanceTypes } = spec;
  const source = below(sourceFolder, folder);
  const texts = textsToKeep(spec);
  return plainJson({
    type: taskType,
    ...(script !== '' && { script }),
    ...(sourceFolder !== '' && source !== '' && { sourceFolder: source }),
    ...(sourceFolder === '' && sourceUri !== undefined && { sourceUri }),
    ...(Object.keys(hyperparameters).length > 0 && { hyperparameters }),
    ...(Object.keys(texts).length > 0 && { hyperparameterTexts: texts }),
    ...(channels.length > 0 && {
      channels: Object.fromEntries(channels.map((channel) => [channel.name, toTask(channel, folder)])),
    }),
    ...(spec.distribution && { distribution: spec.distribution }),
    ...(spec.baseJobName !== undefined && { baseJobName: spec.baseJobName }),
    ...(fallbackInstanceTypes.length > 0 && { fallbackInstanceTypes }),
    request,
  });
}

/** Of a source that is where it was, those too that say what its job had: a launch adds no others to them. */
function textsToKeep({ script, sourceFolder, hyperparameters, hyperparameterTexts = {} }: LaunchSpec) {
  const isKept = ([name, text]: [string, string]): boolean =>
    name.startsWith('sagemaker_')
      ? sourceFolder === ''
      : Object.hasOwn(hyperparameters, name) &&
        saysMoreThanValue(text, hyperparameters[name] ?? null, script !== '');
  return Object.fromEntries(Object.entries(hyperparameterTexts).filter(isKept));
}

function toTask({ name: _name, source, ...rest }: ChannelSpec, folder: string): TaskChannel {
  const isPlain = Object.keys(rest).length === 0;
  if ('path' in source) {
    const path = source.path === '' ? '' : below(source.path, folder) || '.';
    return isPlain ? path : { path, ...rest };
  }
  return { dataSource: source.dataSource, ...rest };
}

/** The path relative to a folder, with `/`; as it is when it is not below. */
function below(path: string, folder: string): string {
  if (!isAbsolute(path)) return path;
  const way = relative(folder, path);
  if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) return path;
  return join(way).split(sep).join('/').replace(/^\.$/, '');
}
