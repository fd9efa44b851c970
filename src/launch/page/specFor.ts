import { join, relative, sep } from 'node:path';
import type { TrainingInstanceType } from '@aws-sdk/client-sagemaker';
import { createdByKey, createdByTags } from '../../catalog/tags.ts';
import type { Connection } from '../../connection/connection.ts';
import type { Defaults } from '../../connection/defaults/defaults.ts';
import type { LaunchMemory } from '../launchMemory.ts';
import { localImage, localRole } from '../localImage.ts';
import { defaultDataFolder } from '../defaultDataFolder.ts';
import type { ScriptReading } from '../script/scriptReading.ts';
import type { LaunchHistory, LaunchRecord } from '../spec/launchHistory.ts';
import type { LaunchSpec, RequestPart } from '../spec/launchSpec.ts';
import { forAnotherLaunch, newSpec } from '../spec/newSpec.ts';

/** Where nobody has chosen yet. */
export const defaultInstance = 'ml.m5.large';

/** A script, and the folder that is sent with it; of a folder the script is what stands out in it, or empty. */
export interface ScriptPlace {
  readonly sourceFolder: string;
  /** Relative to the folder, with `/`. */
  readonly script: string;
}

/** The last launch of a script from this workspace: the one on this connection first, wherever its source began. */
export function lastOf(
  history: LaunchHistory,
  { sourceFolder, script }: ScriptPlace,
  connectionKey: string,
): LaunchRecord | undefined {
  const file = join(sourceFolder, ...script.split('/'));
  const own = history
    .all()
    .filter(({ spec }) => spec.script !== '' && join(spec.sourceFolder, ...spec.script.split('/')) === file);
  return own.find((record) => record.connectionKey === connectionKey) ?? own[0];
}

/** The spec of a script that is launched for the first time: what the script, the workspace and config.yaml say. */
export async function firstSpec(
  place: ScriptPlace,
  reading: ScriptReading | undefined,
  memory: LaunchMemory,
): Promise<LaunchSpec> {
  const spec = newSpec(place.sourceFolder, place.script);
  const data = place.script === '' ? undefined : await defaultDataFolder(folderOf(place));
  const InstanceType = (memory.answer('instance.training') ?? defaultInstance) as TrainingInstanceType;
  const metrics = reading?.metricDefinitions ?? [];
  return {
    ...spec,
    channels: data === undefined ? [] : [{ name: 'train', source: { path: data } }],
    request: {
      ...spec.request,
      ResourceConfig: { ...spec.request.ResourceConfig, InstanceType },
      ...(metrics.length > 0 && {
        AlgorithmSpecification: { TrainingInputMode: 'File', MetricDefinitions: [...metrics] },
      }),
    },
  };
}

/**
 * The spec as it can be sent through a connection: who launches stands in its tags, what config.yaml fixes is filled in, and
 * this machine has one image and one role.
 * @param from where the spec was made for: images, roles and keys of another place are of no use here
 */
export async function fitSpec(
  spec: LaunchSpec,
  connection: Connection,
  defaults: Defaults,
  from: string | undefined,
): Promise<LaunchSpec> {
  const kept = from === undefined || from === connection.key ? spec.request : portable(spec.request);
  const { training } = defaults;
  const { AlgorithmSpecification: algorithm, Tags = [] } = kept;
  const image = algorithm?.TrainingImage ?? (connection.billed ? undefined : localImage);
  const role =
    kept.RoleArn ??
    training.roleArn ??
    (connection.billed ? undefined : localRole(await connection.accountId()));
  const others = Tags.filter(({ Key }) => Key !== createdByKey);
  const request: RequestPart = {
    ...fixedByConfig(kept, training),
    ...((algorithm ?? image !== undefined) && {
      AlgorithmSpecification: {
        TrainingInputMode: 'File' as const,
        ...algorithm,
        ...(algorithm?.AlgorithmName === undefined && image !== undefined && { TrainingImage: image }),
      },
    }),
    ...(role !== undefined && { RoleArn: role }),
    Tags: [...others, ...createdByTags((await connection.identity()).arn)],
  };
  return forAnotherLaunch({ ...spec, request });
}

/** Without what belongs to one account. */
function portable(request: RequestPart): RequestPart {
  const { RoleArn, VpcConfig, AlgorithmSpecification, OutputDataConfig, CheckpointConfig, ...others } =
    request;
  const { TrainingImage, AlgorithmName, ...algorithm } = AlgorithmSpecification ?? {};
  const { VolumeKmsKeyId, ...resources } = others.ResourceConfig ?? {};
  return {
    ...others,
    ...(AlgorithmSpecification && { AlgorithmSpecification: { TrainingInputMode: 'File', ...algorithm } }),
    ...(others.ResourceConfig && { ResourceConfig: resources }),
  };
}

function fixedByConfig(request: RequestPart, training: Defaults['training']): RequestPart {
  const { vpc, outputKmsKeyId, volumeKmsKeyId, networkIsolation, encryptTraffic } = training;
  return {
    ...request,
    ...(vpc &&
      !request.VpcConfig && {
        VpcConfig: { Subnets: [...vpc.subnets], SecurityGroupIds: [...vpc.securityGroupIds] },
      }),
    ...(outputKmsKeyId !== undefined && {
      OutputDataConfig: { S3OutputPath: undefined, KmsKeyId: outputKmsKeyId, ...request.OutputDataConfig },
    }),
    ...(volumeKmsKeyId !== undefined && {
      ResourceConfig: { VolumeSizeInGB: 30, VolumeKmsKeyId: volumeKmsKeyId, ...request.ResourceConfig },
    }),
    ...(networkIsolation !== undefined && {
      EnableNetworkIsolation: request.EnableNetworkIsolation ?? networkIsolation,
    }),
    ...(encryptTraffic !== undefined && {
      EnableInterContainerTrafficEncryption: request.EnableInterContainerTrafficEncryption ?? encryptTraffic,
    }),
  };
}

/** The script's own folder. */
function folderOf({ sourceFolder, script }: ScriptPlace): string {
  return join(sourceFolder, ...script.split('/').slice(0, -1));
}

/** A path below a folder as scripts are named, with `/`; undefined when it is not below. */
export function nameIn(folder: string, file: string): string | undefined {
  const way = relative(folder, file);
  return way === '' || way.startsWith('..') || /^[A-Za-z]:/.test(way) ? undefined : way.split(sep).join('/');
}
