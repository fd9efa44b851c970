import { join } from 'node:path';
import { UserError } from '../../platform/userError.ts';
import type { HyperparameterValue, LaunchSpec } from '../spec/launchSpec.ts';

/** What `debugpy` is started with. */
export interface DebugpyConfiguration {
  readonly type: 'debugpy';
  readonly request: 'launch';
  readonly name: string;
  readonly program: string;
  readonly cwd: string;
  readonly console: 'integratedTerminal';
  readonly justMyCode: true;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Folders that a job would have under `/opt/ml`. */
export interface DebugFolders {
  readonly model: string;
  readonly outputData: string;
  readonly output: string;
}

/** The folders below one that is the debug session's own. */
export function debugFolders(root: string): DebugFolders {
  return {
    model: join(root, 'model'),
    outputData: join(root, 'output', 'data'),
    output: join(root, 'output'),
  };
}

/**
 * A debug session of the person's own script, with the environment and arguments that SageMaker's training toolkit gives it.
 * @throws UserError for what only a job can have: a script that is no Python file, data that is not on disk
 */
export function debugConfiguration(spec: LaunchSpec, folders: DebugFolders): DebugpyConfiguration {
  if (!spec.script.endsWith('.py') || spec.sourceFolder === '')
    throw new UserError('invalid-input', 'Only a Python script of a folder on disk can be debugged here.');
  const channels = Object.fromEntries(spec.channels.map(({ name, source }) => [name, pathOf(name, source)]));
  const own = Object.entries(spec.hyperparameters).filter(([name]) => !name.startsWith('sagemaker_'));
  const hyperparameters = Object.fromEntries(own);
  const args = argumentsOf(hyperparameters);
  return {
    type: 'debugpy',
    request: 'launch',
    name: `SageMaker: ${spec.script}`,
    program: join(spec.sourceFolder, ...spec.script.split('/')),
    cwd: spec.sourceFolder,
    console: 'integratedTerminal',
    justMyCode: true,
    args,
    env: {
      ...spec.request.Environment,
      SM_MODEL_DIR: folders.model,
      SM_OUTPUT_DATA_DIR: folders.outputData,
      SM_OUTPUT_DIR: folders.output,
      SM_HOSTS: '["algo-1"]',
      SM_CURRENT_HOST: 'algo-1',
      SM_NUM_GPUS: '0',
      SM_CHANNELS: JSON.stringify(Object.keys(channels)),
      ...withPrefix('SM_CHANNEL_', channels),
      SM_HPS: JSON.stringify(hyperparameters),
      ...withPrefix('SM_HP_', plainTexts(hyperparameters)),
      SM_USER_ARGS: JSON.stringify(args),
      SM_USER_ENTRY_POINT: spec.script,
      SM_MODULE_DIR: spec.sourceFolder,
    },
  };
}

type Hyperparameters = Readonly<Record<string, HyperparameterValue>>;

function pathOf(name: string, source: LaunchSpec['channels'][number]['source']): string {
  if ('path' in source && source.path !== '') return source.path;
  throw new UserError('invalid-input', `The data of channel "${name}" is not on this disk.`, {
    advice: 'Choose a file or folder for it, or use "Try here first": that fetches it.',
  });
}

/** `--name value`, sorted by name, as the toolkit passes them; a one-letter name gets one hyphen. */
function argumentsOf(values: Hyperparameters): string[] {
  return Object.entries(plainTexts(values))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, text]) => [`${name.length === 1 ? '-' : '--'}${name}`, text]);
}

/** As the toolkit passes values: texts as they are, else Python's `str()`, mappings as `k1=v1,k2=v2`. */
function plainTexts(values: Hyperparameters): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, plainText(value)]));
}

function plainText(value: HyperparameterValue): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return `[${value.map((item: HyperparameterValue) => literal(item)).join(', ')}]`;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries
    .map(([name, member]: [string, HyperparameterValue]) => `${name}=${plainText(member)}`)
    .join(',');
}

function literal(value: HyperparameterValue): string {
  return value === null ? 'None' : typeof value === 'string' ? `'${value}'` : plainText(value);
}

function withPrefix(prefix: string, values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [prefix + name.toUpperCase(), value]),
  );
}
