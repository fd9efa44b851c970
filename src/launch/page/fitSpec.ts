import { createdByKey, createdByTags } from '../../catalog/tags.ts';
import type { Connection } from '../../connection/connection.ts';
import type { Defaults } from '../../connection/defaults/defaults.ts';
import { localImage, localRole } from '../localImage.ts';
import type { LaunchSpec, RequestPart } from '../spec/launchSpec.ts';
import { forAnotherLaunch } from '../spec/newSpec.ts';
import { portable } from '../spec/portable.ts';

/**
 * The spec of a new page as far as it is known without the connection: nothing of another place, and this machine's image.
 * `fitTo` does the rest.
 * @param from where the spec was made for, as there
 */
export function fitBefore(
  spec: LaunchSpec,
  { key, billed }: Pick<Connection, 'key' | 'billed'>,
  from: string | undefined,
): LaunchSpec {
  const request = withImage(keptAt(spec, key, from), billed);
  return forAnotherLaunch({ ...spec, request });
}

/**
 * The spec as it can be sent through a connection: who launches stands in its tags, what config.yaml fixes is filled in, and
 * this machine has one image and one role.
 * @param from where the spec was made for: images, roles and keys of another place are of no use here
 */
export async function fitTo(
  spec: LaunchSpec,
  connection: Connection,
  defaults: Defaults,
  from: string | undefined,
): Promise<LaunchSpec> {
  const kept = keptAt(spec, connection.key, from);
  const { training } = defaults;
  const { Tags = [] } = kept;
  const role =
    kept.RoleArn ??
    training.roleArn ??
    (connection.billed ? undefined : localRole(await connection.accountId()));
  const others = Tags.filter(({ Key }) => Key !== createdByKey);
  const request: RequestPart = {
    ...withImage(fixedByConfig(kept, training), connection.billed),
    ...(role !== undefined && { RoleArn: role }),
    Tags: [...others, ...createdByTags((await connection.identity()).arn)],
  };
  return { ...spec, request };
}

/** The same for a new page: a name that was chosen for one job is what the next one's begins with. */
export async function fitSpec(...given: Parameters<typeof fitTo>): Promise<LaunchSpec> {
  return forAnotherLaunch(await fitTo(...given));
}

function keptAt({ request }: LaunchSpec, key: string, from: string | undefined): RequestPart {
  return from === undefined || from === key ? request : portable(request);
}

function withImage(request: RequestPart, billed: boolean): RequestPart {
  const { AlgorithmSpecification: algorithm } = request;
  const image = algorithm?.TrainingImage ?? (billed ? undefined : localImage);
  if (!algorithm && image === undefined) return request;
  return {
    ...request,
    AlgorithmSpecification: {
      TrainingInputMode: 'File',
      ...algorithm,
      ...(algorithm?.AlgorithmName === undefined && image !== undefined && { TrainingImage: image }),
    },
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
