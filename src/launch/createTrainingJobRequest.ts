import type { Channel, CreateTrainingJobRequest, TrainingInstanceType } from '@aws-sdk/client-sagemaker';
import { s3Uri } from '../platform/s3Uri.ts';
import { encodeHyperparameters } from './hyperparameters.ts';
import type { JobPlaces } from './places.ts';
import type { TrainingSpec } from './trainingSpec.ts';

/** The request for a spec whose source and folders are, or will be, at these places. Same spec, same request. */
export function createTrainingJobRequest(spec: TrainingSpec, places: JobPlaces): CreateTrainingJobRequest {
  const channels = spec.channels.map(({ name, source }) =>
    toChannel(name, 's3Uri' in source ? source.s3Uri : s3Uri(places.bucket, places.inputPrefix(name))),
  );
  const fixed = spec.defaults?.training;
  return {
    TrainingJobName: spec.jobName,
    RoleArn: spec.roleArn,
    AlgorithmSpecification: {
      TrainingImage: spec.image,
      TrainingInputMode: 'File',
      ...(spec.metricDefinitions.length > 0 && { MetricDefinitions: [...spec.metricDefinitions] }),
    },
    HyperParameters: encodeHyperparameters({
      ...spec.hyperparameters,
      sagemaker_program: spec.script,
      sagemaker_submit_directory: s3Uri(places.bucket, places.sourceKey),
      sagemaker_region: places.region,
      sagemaker_container_log_level: 20,
      sagemaker_job_name: spec.jobName,
    }),
    ...(channels.length > 0 && { InputDataConfig: channels }),
    // SageMaker adds `/<job>/output/model.tar.gz`.
    OutputDataConfig: {
      S3OutputPath: `s3://${[places.bucket, places.prefix.replace(/\/$/, '')].filter(Boolean).join('/')}`,
      ...(fixed?.outputKmsKeyId !== undefined && { KmsKeyId: fixed.outputKmsKeyId }),
    },
    ResourceConfig: {
      InstanceType: spec.instanceType as TrainingInstanceType,
      InstanceCount: spec.instanceCount,
      VolumeSizeInGB: spec.volumeSizeGb,
      ...(fixed?.volumeKmsKeyId !== undefined && { VolumeKmsKeyId: fixed.volumeKmsKeyId }),
    },
    StoppingCondition: { MaxRuntimeInSeconds: spec.maxRuntimeSeconds },
    ...(Object.keys(spec.environment).length > 0 && { Environment: { ...spec.environment } }),
    ...(fixed?.vpc && {
      VpcConfig: { Subnets: [...fixed.vpc.subnets], SecurityGroupIds: [...fixed.vpc.securityGroupIds] },
    }),
    ...(fixed?.networkIsolation !== undefined && { EnableNetworkIsolation: fixed.networkIsolation }),
    ...(fixed?.encryptTraffic !== undefined && {
      EnableInterContainerTrafficEncryption: fixed.encryptTraffic,
    }),
  };
}

function toChannel(name: string, uri: string): Channel {
  return {
    ChannelName: name,
    DataSource: {
      S3DataSource: { S3DataType: 'S3Prefix', S3Uri: uri, S3DataDistributionType: 'FullyReplicated' },
    },
  };
}
