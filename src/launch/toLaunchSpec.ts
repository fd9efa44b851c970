import type { TrainingInstanceType } from '@aws-sdk/client-sagemaker';
import type { LaunchSpec, RequestPart } from './spec/launchSpec.ts';
import type { TrainingSpec } from './trainingSpec.ts';

/**
 * What quick picks have asked, as a launch's spec.
 * @param tags that the job gets, as CreateTrainingJob takes them.
 */
export function toLaunchSpec(spec: TrainingSpec, tags: NonNullable<RequestPart['Tags']>): LaunchSpec {
  const fixed = spec.defaults?.training;
  return {
    sourceFolder: spec.sourceFolder,
    script: spec.script,
    hyperparameters: spec.hyperparameters,
    channels: spec.channels.map(({ name, source }) =>
      'folder' in source
        ? { name, source: { path: source.folder } }
        : { name, source: { dataSource: s3Source(source.s3Uri) } },
    ),
    request: {
      TrainingJobName: spec.jobName,
      RoleArn: spec.roleArn,
      AlgorithmSpecification: {
        TrainingImage: spec.image,
        TrainingInputMode: 'File',
        ...(spec.metricDefinitions.length > 0 && { MetricDefinitions: [...spec.metricDefinitions] }),
      },
      ResourceConfig: {
        InstanceType: spec.instanceType as TrainingInstanceType,
        InstanceCount: spec.instanceCount,
        VolumeSizeInGB: spec.volumeSizeGb,
        ...(fixed?.volumeKmsKeyId !== undefined && { VolumeKmsKeyId: fixed.volumeKmsKeyId }),
      },
      StoppingCondition: { MaxRuntimeInSeconds: spec.maxRuntimeSeconds },
      ...(fixed?.outputKmsKeyId !== undefined && {
        OutputDataConfig: { S3OutputPath: undefined, KmsKeyId: fixed.outputKmsKeyId },
      }),
      ...(Object.keys(spec.environment).length > 0 && { Environment: { ...spec.environment } }),
      ...(fixed?.vpc && {
        VpcConfig: { Subnets: [...fixed.vpc.subnets], SecurityGroupIds: [...fixed.vpc.securityGroupIds] },
      }),
      ...(fixed?.networkIsolation !== undefined && { EnableNetworkIsolation: fixed.networkIsolation }),
      ...(fixed?.encryptTraffic !== undefined && {
        EnableInterContainerTrafficEncryption: fixed.encryptTraffic,
      }),
      ...(tags.length > 0 && { Tags: tags }),
    },
    fallbackInstanceTypes: [],
  };
}

function s3Source(uri: string) {
  return {
    S3DataSource: { S3DataType: 'S3Prefix', S3Uri: uri, S3DataDistributionType: 'FullyReplicated' },
  } as const;
}
