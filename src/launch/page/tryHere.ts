import type { Connection } from '../../connection/connection.ts';
import { UserError } from '../../platform/userError.ts';
import type { LaunchParts, LogEnd } from '../launchParts.ts';
import { localImage, localRole } from '../localImage.ts';
import type { LaunchSpec } from '../spec/launchSpec.ts';
import type { ActSteps } from './acting.ts';
import { sendLaunch, showLaunched } from './sendLaunch.ts';

/**
 * The same launch for this machine: its image and role, nothing of AWS's network, keys and spot market, and minutes as time
 * limit. Hyperparameters, source, data and environment stay.
 * @throws UserError for data that is not on this disk: this machine does not reach an account's buckets
 */
function specForHere(spec: LaunchSpec, minutes: number, accountId: string): LaunchSpec {
  const elsewhere = spec.channels.find(({ source }) => !('path' in source));
  if (elsewhere)
    throw new UserError('invalid-input', `The data of channel "${elsewhere.name}" is not on this disk.`, {
      advice: 'Choose a small sample of it on disk to try the script here.',
    });
  const { AlgorithmSpecification, ResourceConfig, Environment, TensorBoardOutputConfig, Tags } = spec.request;
  const { MetricDefinitions } = AlgorithmSpecification ?? {};
  const { InstanceType, InstanceCount = 1 } = ResourceConfig ?? {};
  return {
    ...spec,
    fallbackInstanceTypes: [],
    request: {
      RoleArn: localRole(accountId),
      AlgorithmSpecification: {
        TrainingImage: localImage,
        TrainingInputMode: 'File',
        ...(MetricDefinitions && { MetricDefinitions }),
      },
      ResourceConfig: { InstanceType: InstanceType ?? 'ml.m5.large', InstanceCount, VolumeSizeInGB: 30 },
      StoppingCondition: { MaxRuntimeInSeconds: minutes * 60 },
      ...(Environment && { Environment }),
      ...(TensorBoardOutputConfig && { TensorBoardOutputConfig }),
      ...(Tags && { Tags }),
    },
  };
}

/**
 * "Try here first": runs a spec on this machine, whatever the window's connection is.
 * @returns the job, once it has been created, and its end
 */
export async function tryHere(
  parts: LaunchParts,
  spec: LaunchSpec,
  minutes: number,
  steps: ActSteps,
): Promise<{ jobName: string; connection: Connection; ended: Promise<LogEnd> }> {
  const connection = await parts.connections.connectHere();
  const here = specForHere(spec, minutes, await connection.accountId());
  const launched = await sendLaunch(parts, connection, here, steps);
  const { ended } = showLaunched(parts, connection, launched);
  return { jobName: launched.jobName, connection, ended };
}
