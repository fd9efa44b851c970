import { delimiter, join } from 'node:path';
import { UserError } from '../../platform/userError.ts';
import { clusterOf, resourceConfigFile } from '../../analysis/training/cluster.ts';
import { trainingEnvironment } from '../../analysis/training/environment.ts';
import { commandLineArguments, splitHyperparameters } from '../../analysis/training/hyperparameters.ts';
import { inputDataConfigFile } from '../../analysis/training/inputDataConfig.ts';
import { createTrainingJobRequest } from '../spec/createTrainingJobRequest.ts';
import type { LaunchSpec } from '../spec/launchSpec.ts';
import type { DebugFolders } from './debugFolders.ts';

/** What `debugpy` is started with. */
export interface DebugpyConfiguration {
  readonly type: 'debugpy';
  readonly request: 'launch';
  readonly name: string;
  /** The script; of a source that is a package a `module`, as a job runs it: imports are relative then. */
  readonly program?: string;
  readonly module?: string;
  readonly cwd: string;
  readonly console: 'integratedTerminal';
  readonly justMyCode: true;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Where a debug session runs. */
export interface DebugPlace {
  readonly folders: DebugFolders;
  readonly jobName: string;
  readonly jobArn: string;
  readonly region: string;
  /** Whether the source has a `setup.py`. */
  readonly isPackage: boolean;
  readonly cpus: number;
  readonly gpus: number;
  /** With which boto3 reaches what the window is connected to. */
  readonly environment: Readonly<Record<string, string>>;
}

export interface DebugSession {
  readonly configuration: DebugpyConfiguration;
  /** By name: what SageMaker puts below `/opt/ml/input/config`. */
  readonly files: Readonly<Record<string, unknown>>;
}

/** The one process that is debugged. */
const host = 'algo-1';

/**
 * A debug session of the person's own script, with the arguments and environment that SageMaker's training toolkit gives it
 * as the first and only host.
 * @throws UserError for what is no Python script of a folder on disk
 */
export function debugSession(spec: LaunchSpec, place: DebugPlace): DebugSession {
  const { folders, jobName, region, cpus, gpus, isPackage } = place;
  if (!/\.py$/i.test(spec.script) || spec.sourceFolder === '')
    throw new UserError('invalid-input', 'Only a Python script of a folder on disk can be debugged here.');
  // What would be sent, read as a job reads it: numbers and texts look the same to the script.
  const request = createTrainingJobRequest(
    spec,
    {
      region,
      sourceUri: spec.sourceFolder,
      outputUri: folders.output,
      channelUri: (channel) => folders.channels[channel] ?? '',
    },
    jobName,
  );
  const hyperparameters = splitHyperparameters(request.HyperParameters);
  const args = commandLineArguments(hyperparameters.user);
  const resources = { InstanceType: firstType(spec), InstanceCount: 1 };
  const resourceConfig = resourceConfigFile(clusterOf(resources), host);
  const inputDataConfig = inputDataConfigFile(request);
  const { CheckpointConfig, Environment } = request;
  const frameworkModule = Environment?.['SAGEMAKER_TRAINING_MODULE'];
  const environment = trainingEnvironment({
    ...{ jobName, hyperparameters, resourceConfig, inputDataConfig, cpus, gpus },
    folder: { ...folders, code: spec.sourceFolder },
    channelFolders: folders.channels,
    entryPoint: spec.script,
    ...(frameworkModule !== undefined && { frameworkModule }),
  });
  const module = spec.script.replace(/\.py$/i, '').replaceAll('/', '.');
  return {
    configuration: {
      type: 'debugpy',
      request: 'launch',
      name: `SageMaker: ${spec.script}`,
      ...(isPackage ? { module } : { program: join(spec.sourceFolder, ...spec.script.split('/')) }),
      cwd: spec.sourceFolder,
      console: 'integratedTerminal',
      justMyCode: true,
      args,
      env: {
        ...place.environment,
        // The source folder's modules are found from a script below it; VS Code fills in what was there before.
        PYTHONPATH: [spec.sourceFolder, '${env:PYTHONPATH}'].join(delimiter),
        ...inFolders(Environment ?? {}, folders),
        TRAINING_JOB_NAME: jobName,
        TRAINING_JOB_ARN: place.jobArn,
        SAGEMAKER_REGION: region,
        SAGEMAKER_BASE_DIR: folders.base,
        ...environment,
      },
    },
    files: {
      hyperparameters: request.HyperParameters ?? {},
      inputdataconfig: inputDataConfig,
      resourceconfig: resourceConfig,
      ...(CheckpointConfig && { checkpointconfig: { LocalPath: folders.checkpoints } }),
    },
  };
}

/** A value that is a path below `/opt/ml` becomes the one in the session's folder, as in a job on this machine. */
function inFolders(values: Readonly<Record<string, string>>, { base }: DebugFolders): Record<string, string> {
  const own = (value: string): string =>
    /^\/opt\/ml(\/|$)/.test(value) && !value.split('/').includes('..')
      ? join(base, value.slice('/opt/ml'.length))
      : value;
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, own(value)]));
}

function firstType({ request: { ResourceConfig: resources } }: LaunchSpec): string | undefined {
  return resources?.InstanceType ?? resources?.InstanceGroups?.[0]?.InstanceType;
}
