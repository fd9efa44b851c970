import { describe, expect, it } from 'vitest';
import { createTrainingJobRequest } from '../../../src/launch/createTrainingJobRequest.ts';
import { jobPlaces } from '../../../src/launch/places.ts';
import { trainingDefaults, type TrainingSpec } from '../../../src/launch/trainingSpec.ts';

const spec: TrainingSpec = {
  ...trainingDefaults,
  jobName: 'train-1',
  sourceFolder: '/home/me/penguins',
  script: 'train.py',
  hyperparameters: { epochs: 20, optimizer: 'adam' },
  channels: [
    { name: 'train', source: { folder: '/home/me/penguins/data' } },
    { name: 'validation', source: { s3Uri: 's3://elsewhere/v/' } },
  ],
  instanceType: 'ml.m5.large',
  image: 'sagemaker-local/python:3',
  roleArn: 'arn:aws:iam::000000000000:role/SageMakerLocal',
  metricDefinitions: [{ Name: 'loss', Regex: 'loss=(.*)' }],
};

describe('createTrainingJobRequest', () => {
  it('says the same in SageMaker’s terms', () => {
    const request = createTrainingJobRequest(spec, jobPlaces('train-1', 'us-east-1', '000000000000'));
    expect(request).toMatchObject({
      TrainingJobName: 'train-1',
      AlgorithmSpecification: {
        TrainingImage: 'sagemaker-local/python:3',
        MetricDefinitions: [{ Name: 'loss' }],
      },
      HyperParameters: {
        epochs: '20',
        optimizer: '"adam"',
        sagemaker_program: '"train.py"',
        sagemaker_submit_directory: '"s3://sagemaker-us-east-1-000000000000/train-1/source/sourcedir.tar.gz"',
        sagemaker_region: '"us-east-1"',
        sagemaker_container_log_level: '20',
        sagemaker_job_name: '"train-1"',
      },
      InputDataConfig: [
        {
          ChannelName: 'train',
          DataSource: {
            S3DataSource: { S3Uri: 's3://sagemaker-us-east-1-000000000000/train-1/input/train/' },
          },
        },
        { ChannelName: 'validation', DataSource: { S3DataSource: { S3Uri: 's3://elsewhere/v/' } } },
      ],
      OutputDataConfig: { S3OutputPath: 's3://sagemaker-us-east-1-000000000000' },
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 30 },
      StoppingCondition: { MaxRuntimeInSeconds: 86400 },
    });
  });

  it('leaves out what is empty', () => {
    const bare = { ...spec, channels: [], metricDefinitions: [] };
    const request = createTrainingJobRequest(bare, jobPlaces('train-1', 'us-east-1', '000000000000'));
    expect(request).not.toHaveProperty('InputDataConfig');
    expect(request).not.toHaveProperty('Environment');
    expect(request.AlgorithmSpecification).not.toHaveProperty('MetricDefinitions');
  });

  it('takes what the company has fixed', () => {
    const defaults = {
      bucket: 'company',
      bucketPrefix: 'team',
      training: {
        roleArn: undefined,
        vpc: { subnets: ['subnet-1'], securityGroupIds: ['sg-1'] },
        outputKmsKeyId: 'out',
        volumeKmsKeyId: 'disk',
        networkIsolation: undefined,
        encryptTraffic: true,
      },
    };
    const places = jobPlaces('train-1', 'us-east-1', '000000000000', defaults);
    const request = createTrainingJobRequest({ ...spec, defaults }, places);
    expect(request).toMatchObject({
      HyperParameters: { sagemaker_submit_directory: '"s3://company/team/train-1/source/sourcedir.tar.gz"' },
      OutputDataConfig: { S3OutputPath: 's3://company/team', KmsKeyId: 'out' },
      ResourceConfig: { VolumeKmsKeyId: 'disk' },
      VpcConfig: { Subnets: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
      EnableInterContainerTrafficEncryption: true,
    });
    expect(request).not.toHaveProperty('EnableNetworkIsolation');
  });
});
