import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { resourceConfigFile, type Cluster } from '../../analysis/training/cluster.ts';
import { trainingEnvironment } from '../../analysis/training/environment.ts';
import { commandLineArguments, splitHyperparameters } from '../../analysis/training/hyperparameters.ts';
import { inputDataConfigFile } from '../../analysis/training/inputDataConfig.ts';
import { environmentValue } from '../../analysis/training/pythonValues.ts';
import { number, object, type JsonObject } from '../json.ts';
import { type EngineParts } from '../parts.ts';
import { type ResourceRecord } from '../resources/record.ts';
import { awsEnvironment, cleanEnvironment, pythonEnvironment } from './baseEnvironment.ts';
import { copyChannels } from './channels.ts';
import { type Checkpoints } from './checkpoints.ts';
import { entryPointSteps, findPython } from './entryPoint.ts';
import { containerPath, type HostFolder } from './folders.ts';
import { type HostSpec } from './hostSpec.ts';
import { JobFailure } from './jobFailure.ts';
import { fetchSource } from './source.ts';

const STOP_GRACE_SECONDS = 120;
const DAY_SECONDS = 86_400;

async function writeConfig(folder: HostFolder, name: string, content: unknown): Promise<void> {
  await writeFile(join(folder.config, name), JSON.stringify(content));
}

function channelFolders(folder: HostFolder, channels: readonly string[]): Record<string, string> {
  return Object.fromEntries(channels.map((channel) => [channel, join(folder.data, channel)]));
}

/** What the user's code is: where from, and which program of it. */
function scriptOf(request: JsonObject, environment: Record<string, string>) {
  const { platform } = splitHyperparameters(object(request, 'HyperParameters'));
  const given = (hyperparameter: string, variable: string): string => {
    const value = environmentValue(platform[hyperparameter] ?? null) || environment[variable];
    if (value !== undefined && value !== '') return value;
    throw new JobFailure(
      'ClientError',
      `The job names no script: the hyperparameter ${hyperparameter} is missing. On this machine a job runs the script ` +
        'that sagemaker_program names in the archive that sagemaker_submit_directory names.',
    );
  };
  return {
    program: given('sagemaker_program', 'SAGEMAKER_PROGRAM'),
    submitDirectory: given('sagemaker_submit_directory', 'SAGEMAKER_SUBMIT_DIRECTORY'),
  };
}

/** The request's own `Environment`; a value that is a path below `/opt/ml` becomes the one in this host's folder. */
function requestEnvironment(request: JsonObject, folder: HostFolder): Record<string, string> {
  const given = Object.entries(object(request, 'Environment') ?? {});
  return Object.fromEntries(
    given.flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, containerPath(folder, value) ?? value]] : [],
    ),
  );
}

/**
 * Makes one host's folder ready: configuration files, channels, checkpoints, sources; and says what to run there.
 * The log stream is opened later, when the training starts.
 * @throws JobFailure when the request cannot be followed.
 */
export async function prepareHost(
  parts: EngineParts,
  record: ResourceRecord,
  host: { name: string; folder: HostFolder; cluster: Cluster; gpus: number },
  checkpoints: Checkpoints | undefined,
  signal: AbortSignal,
): Promise<Omit<HostSpec, 'logFile'>> {
  const { folder } = host;
  const request = record.document;
  const inherited = cleanEnvironment(process.env);
  const python = await findPython(parts.python(), inherited['PATH'] ?? inherited['Path'] ?? '');
  const given = requestEnvironment(request, folder);
  const script = scriptOf(request, given);

  for (const path of [folder.config, folder.data, folder.model, folder.outputData]) {
    await mkdir(path, { recursive: true });
  }
  const resourceConfig = resourceConfigFile(host.cluster, host.name);
  const inputDataConfig = inputDataConfigFile(request);
  await writeConfig(folder, 'hyperparameters.json', object(request, 'HyperParameters') ?? {});
  await writeConfig(folder, 'inputdataconfig.json', inputDataConfig);
  await writeConfig(folder, 'resourceconfig.json', resourceConfig);
  if (checkpoints) {
    const path = checkpoints.folder(folder);
    await mkdir(path, { recursive: true });
    await writeConfig(folder, 'checkpointconfig.json', { LocalPath: path });
    await checkpoints.restore(folder, signal);
  }
  await copyChannels(parts.objects, request, host, signal);
  await fetchSource(parts.objects, script.submitDirectory, folder, signal);

  const hyperparameters = splitHyperparameters(object(request, 'HyperParameters'));
  const frameworkModule = given['SAGEMAKER_TRAINING_MODULE'];
  const environment: Record<string, string> = {
    ...inherited,
    ...awsEnvironment({
      endpoint: parts.endpoint(),
      keys: parts.keys,
      region: record.region,
      noProxy: inherited['NO_PROXY'] ?? inherited['no_proxy'],
    }),
    ...pythonEnvironment([folder.code, folder.packages]),
    ...given,
    TRAINING_JOB_NAME: record.name,
    TRAINING_JOB_ARN: record.arn,
    SAGEMAKER_REGION: record.region,
    SAGEMAKER_BASE_DIR: folder.base,
    // AWS's toolkit, when a script uses it, would wait for the hosts' names to be found by DNS.
    SM_STUDIO_LOCAL_MODE: 'true',
    ...trainingEnvironment({
      ...{ jobName: record.name, folder, hyperparameters, resourceConfig, inputDataConfig },
      channelFolders: channelFolders(folder, Object.keys(inputDataConfig)),
      entryPoint: script.program,
      ...(frameworkModule !== undefined && { frameworkModule }),
      cpus: availableParallelism(),
      gpus: host.gpus,
    }),
  };
  return {
    steps: await entryPointSteps(python, folder, script.program, commandLineArguments(hyperparameters.user)),
    cwd: folder.code,
    environment,
    maxRuntimeSeconds: number(object(request, 'StoppingCondition'), 'MaxRuntimeInSeconds') ?? DAY_SECONDS,
    stopGraceSeconds: STOP_GRACE_SECONDS,
  };
}
