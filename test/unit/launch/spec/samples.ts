import { loadLaunchShapes, type LaunchShapes } from '../../../../src/launch/spec/launchShapes.ts';
import type { LaunchPlaces } from '../../../../src/launch/spec/launchPlaces.ts';
import type { LaunchSpec } from '../../../../src/launch/spec/launchSpec.ts';
import { newSpec } from '../../../../src/launch/spec/newSpec.ts';

let loading: Promise<LaunchShapes> | undefined;

/** The shapes, read once. */
export function shapes(): Promise<LaunchShapes> {
  loading ??= loadLaunchShapes('media/data/constraints.json');
  return loading;
}

export const places: LaunchPlaces = {
  region: 'us-east-1',
  sourceUri: 's3://sagemaker-us-east-1-000000000000/sources/abc/sourcedir.tar.gz',
  channelUri: (name) => `s3://sagemaker-us-east-1-000000000000/inputs/${name}/`,
  outputUri: 's3://sagemaker-us-east-1-000000000000',
};

export const roleArn = 'arn:aws:iam::000000000000:role/SageMakerLocal';

/** A spec that AWS takes. */
export function validSpec(change: Partial<LaunchSpec> = {}): LaunchSpec {
  const spec = newSpec('/home/me/penguins', 'train.py');
  return {
    ...spec,
    request: {
      ...spec.request,
      RoleArn: roleArn,
      AlgorithmSpecification: { TrainingImage: 'sagemaker-local/python:3', TrainingInputMode: 'File' },
      ResourceConfig: { ...spec.request.ResourceConfig, InstanceType: 'ml.m5.large' },
    },
    ...change,
  };
}

/** The same with further members of the request. */
export function withRequest(members: LaunchSpec['request'], spec: LaunchSpec = validSpec()): LaunchSpec {
  return { ...spec, request: { ...spec.request, ...members } };
}
