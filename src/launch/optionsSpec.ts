import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { TrainingInstanceType } from '@aws-sdk/client-sagemaker';
import { UserError } from '../platform/userError.ts';
import { nameProblem } from './jobName.ts';
import type { LaunchOptions } from './launchOptions.ts';
import type { LaunchParts } from './launchParts.ts';
import { firstSpec, type ScriptPlace } from './page/specFor.ts';
import type { LaunchSpec, RequestPart } from './spec/launchSpec.ts';

const defaultInstance = 'ml.m5.large';

/**
 * The spec of a launch whose questions are answered in advance; what is not answered is as on a new page.
 * @throws UserError for a name that no job can have, and for data that is not there
 */
export async function optionsSpec(
  place: ScriptPlace,
  options: LaunchOptions,
  { memory, scripts }: Pick<LaunchParts, 'memory' | 'scripts'>,
): Promise<LaunchSpec> {
  const { reading } = await scripts.read(join(place.sourceFolder, ...place.script.split('/')));
  const spec = await firstSpec(place, reading, memory);
  const { jobName, dataFolder, hyperparameters = {} } = options;
  const problem = jobName === undefined ? undefined : nameProblem(jobName);
  if (problem !== undefined)
    throw new UserError('invalid-input', `"${jobName ?? ''}" is no name for a training job: ${problem}`);
  return {
    ...spec,
    hyperparameters,
    channels: dataFolder === undefined ? spec.channels : await channelOf(place.sourceFolder, dataFolder),
    request: requestOf(spec.request, options),
  };
}

function requestOf(request: RequestPart, options: LaunchOptions): RequestPart {
  const { instanceType = defaultInstance, maxRuntimeSeconds, image, roleArn, jobName } = options;
  return {
    ...request,
    ...(jobName !== undefined && { TrainingJobName: jobName }),
    ResourceConfig: {
      ...request.ResourceConfig,
      InstanceType: instanceType as TrainingInstanceType,
      VolumeSizeInGB: 30,
    },
    ...(maxRuntimeSeconds !== undefined && { StoppingCondition: { MaxRuntimeInSeconds: maxRuntimeSeconds } }),
    ...(image !== undefined && {
      AlgorithmSpecification: {
        TrainingInputMode: 'File',
        ...request.AlgorithmSpecification,
        TrainingImage: image,
      },
    }),
    ...(roleArn !== undefined && { RoleArn: roleArn }),
  };
}

async function channelOf(sourceFolder: string, dataFolder: string): Promise<LaunchSpec['channels']> {
  if (dataFolder === '') return [];
  const path = resolve(sourceFolder, dataFolder);
  await access(path).catch((cause: unknown) => {
    throw new UserError('file-unreadable', `The data folder is not there: ${path}`, { cause });
  });
  return [{ name: 'train', source: { path } }];
}
