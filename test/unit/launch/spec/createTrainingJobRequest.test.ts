import { describe, expect, it } from 'vitest';
import { createTrainingJobRequest } from '../../../../src/launch/spec/createTrainingJobRequest.ts';
import { newSpec } from '../../../../src/launch/spec/newSpec.ts';
import { places, validSpec, withRequest } from './samples.ts';

describe('createTrainingJobRequest', () => {
  it('says a script’s launch as SageMaker’s Python SDK does', () => {
    const spec = validSpec({
      hyperparameters: { epochs: 20, lr: 1e-3, optimizer: 'adam', layers: [64, 32], debug: true },
      channels: [
        { name: 'train', source: { path: '/home/me/penguins/data' }, options: { InputMode: 'FastFile' } },
        {
          name: 'shared',
          source: { path: '/d' },
          distribution: 'ShardedByS3Key',
          s3Options: { InstanceGroupNames: ['gpu'] },
        },
        {
          name: 'validation',
          source: { dataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://elsewhere/v/' } } },
        },
      ],
    });
    expect(createTrainingJobRequest(spec, places, 'train-1')).toEqual({
      TrainingJobName: 'train-1',
      RoleArn: 'arn:aws:iam::000000000000:role/SageMakerLocal',
      AlgorithmSpecification: { TrainingImage: 'sagemaker-local/python:3', TrainingInputMode: 'File' },
      HyperParameters: {
        epochs: '20',
        lr: '0.001',
        optimizer: '"adam"',
        layers: '[64,32]',
        debug: 'true',
        sagemaker_program: '"train.py"',
        sagemaker_submit_directory: '"s3://sagemaker-us-east-1-000000000000/sources/abc/sourcedir.tar.gz"',
        sagemaker_region: '"us-east-1"',
        sagemaker_container_log_level: '20',
        sagemaker_job_name: '"train-1"',
      },
      InputDataConfig: [
        {
          ChannelName: 'train',
          DataSource: {
            S3DataSource: {
              S3DataType: 'S3Prefix',
              S3Uri: 's3://sagemaker-us-east-1-000000000000/inputs/train/',
              S3DataDistributionType: 'FullyReplicated',
            },
          },
          InputMode: 'FastFile',
        },
        {
          ChannelName: 'shared',
          DataSource: {
            S3DataSource: {
              S3DataType: 'S3Prefix',
              InstanceGroupNames: ['gpu'],
              S3Uri: 's3://sagemaker-us-east-1-000000000000/inputs/shared/',
              S3DataDistributionType: 'ShardedByS3Key',
            },
          },
        },
        {
          ChannelName: 'validation',
          DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://elsewhere/v/' } },
        },
      ],
      OutputDataConfig: { S3OutputPath: 's3://sagemaker-us-east-1-000000000000' },
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 30 },
      StoppingCondition: { MaxRuntimeInSeconds: 86400 },
    });
  });

  it('keeps everything of the spec’s request', () => {
    const request = {
      EnableManagedSpotTraining: true,
      StoppingCondition: { MaxRuntimeInSeconds: 60, MaxWaitTimeInSeconds: 120 },
      CheckpointConfig: { S3Uri: 's3://b/c', LocalPath: '/opt/ml/checkpoints' },
      VpcConfig: { Subnets: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
      EnableInterContainerTrafficEncryption: true,
      Environment: { A: 'b' },
      OutputDataConfig: { S3OutputPath: 's3://mine/out', KmsKeyId: 'k', CompressionType: 'NONE' },
      Tags: [{ Key: 'team', Value: 'x' }],
      RetryStrategy: { MaximumRetryAttempts: 3 },
      ExperimentConfig: { ExperimentName: 'e' },
      TensorBoardOutputConfig: { S3OutputPath: 's3://b/t' },
      DebugHookConfig: { S3OutputPath: 's3://b/d' },
      ProfilerConfig: { DisableProfiler: true },
      InfraCheckConfig: { EnableInfraCheck: true },
    } as const;
    const { Tags, ...others } = request;
    const spec = withRequest({
      ...others,
      Tags: [...Tags],
      VpcConfig: { Subnets: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
    });
    expect(createTrainingJobRequest(spec, places, 'j')).toMatchObject(request);
  });

  it('sends the source of a job without a network as a channel', () => {
    const request = createTrainingJobRequest(withRequest({ EnableNetworkIsolation: true }), places, 'j');
    expect(request.HyperParameters?.['sagemaker_submit_directory']).toBe(
      '"/opt/ml/input/data/code/sourcedir.tar.gz"',
    );
    expect(request.InputDataConfig).toMatchObject([
      { ChannelName: 'code', DataSource: { S3DataSource: { S3Uri: places.sourceUri } } },
    ]);
  });

  it('sends a notebook as a script, and where there is none, plain hyperparameters', () => {
    const notebook = createTrainingJobRequest(newSpec('/home/me', 'a b.ipynb'), places, 'j');
    expect(notebook.HyperParameters?.['sagemaker_program']).toBe('"a b.py"');
    const algorithm = {
      ...newSpec('', ''),
      hyperparameters: { objective: 'reg:squarederror', num_round: 10 },
    };
    expect(createTrainingJobRequest(algorithm, places, 'j').HyperParameters).toEqual({
      objective: 'reg:squarederror',
      num_round: '10',
    });
    expect(createTrainingJobRequest(newSpec('', ''), places, 'j')).not.toHaveProperty('HyperParameters');
  });

  it('takes a source that is in S3 already, and the log level of the spec', () => {
    const spec = {
      ...newSpec('', 'train.py'),
      sourceUri: 's3://b/s.tar.gz',
      hyperparameters: { sagemaker_container_log_level: 10 },
    };
    expect(createTrainingJobRequest(spec, places, 'j').HyperParameters).toMatchObject({
      sagemaker_submit_directory: '"s3://b/s.tar.gz"',
      sagemaker_container_log_level: '10',
    });
  });
});
