import type { TrainingInstanceType } from '@aws-sdk/client-sagemaker';
import type { Connection } from '../../connection/connection.ts';
import type { Defaults } from '../../connection/defaults/defaults.ts';
import type { LaunchParts } from '../launchParts.ts';
import type { LaunchSpec, RequestPart } from '../spec/launchSpec.ts';
import { defaultInstance } from './specFor.ts';

/**
 * Chooses what a spec leaves open as the page would: the instance type of the last launch, the first image and the first
 * role that the connection offers. What it offers none of stays open, and SageMaker's answer says so.
 */
export async function firstChoices(
  { market, memory }: LaunchParts,
  connection: Connection,
  defaults: Defaults,
  given: LaunchSpec,
  signal: AbortSignal,
): Promise<LaunchSpec> {
  const instanceType = memory.answer('instance.training') ?? defaultInstance;
  const spec = { ...given, request: withInstance(given.request, instanceType) };
  const { AlgorithmSpecification: algorithm, RoleArn } = spec.request;
  const facts = market.facts(connection, defaults);
  const needsImage = algorithm?.TrainingImage === undefined && algorithm?.AlgorithmName === undefined;
  const image = needsImage ? (await facts.images(spec, undefined, signal))[0]?.value : undefined;
  const role = RoleArn ?? (await facts.roles(signal))[0]?.value;
  return {
    ...spec,
    request: {
      ...spec.request,
      ...(image !== undefined && {
        AlgorithmSpecification: { TrainingInputMode: 'File', ...algorithm, TrainingImage: image },
      }),
      ...(role !== undefined && { RoleArn: role }),
    },
  };
}

function withInstance(request: RequestPart, type: string): RequestPart {
  const { ResourceConfig: resources, ServerlessJobConfig } = request;
  if (resources?.InstanceType !== undefined || resources?.InstanceGroups || ServerlessJobConfig)
    return request;
  const InstanceType = type as TrainingInstanceType;
  return { ...request, ResourceConfig: { VolumeSizeInGB: 30, InstanceCount: 1, ...resources, InstanceType } };
}
