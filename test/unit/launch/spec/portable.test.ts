import { expect, it } from 'vitest';
import { portable } from '../../../../src/launch/spec/portable.ts';

it('leaves behind all that names the account, and keeps the rest', () => {
  const account = '123456789012';
  const moved = portable({
    RoleArn: `arn:aws:iam::${account}:role/Training`,
    AlgorithmSpecification: {
      TrainingInputMode: 'FastFile',
      TrainingImage: `${account}.dkr.ecr.us-east-1.amazonaws.com/train:1`,
      MetricDefinitions: [{ Name: 'loss', Regex: 'loss=(.*)' }],
    },
    ResourceConfig: {
      InstanceType: 'ml.g5.xlarge',
      InstanceCount: 2,
      VolumeSizeInGB: 50,
      VolumeKmsKeyId: 'key',
      TrainingPlanArn: `arn:aws:sagemaker:us-east-1:${account}:training-plan/p`,
    },
    OutputDataConfig: { S3OutputPath: `s3://own-bucket/x`, KmsKeyId: 'key', CompressionType: 'NONE' },
    CheckpointConfig: { S3Uri: 's3://own-bucket/c', LocalPath: '/opt/ml/checkpoints' },
    TensorBoardOutputConfig: { S3OutputPath: `s3://sagemaker-us-east-1-${account}/tb`, LocalPath: '/tb' },
    MlflowConfig: { MlflowResourceArn: `arn:aws:sagemaker:us-east-1:${account}:mlflow-app/a` },
    VpcConfig: { Subnets: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
    Environment: { A: 'b', BUCKET: `sagemaker-us-east-1-${account}` },
    Tags: [
      { Key: 'team', Value: 'vision' },
      { Key: 'by', Value: `arn:aws:sts::${account}:assumed-role/x/me` },
    ],
    StoppingCondition: { MaxRuntimeInSeconds: 60 },
  });
  expect(JSON.stringify(moved)).not.toContain(account);
  expect(JSON.parse(JSON.stringify(moved))).toEqual({
    AlgorithmSpecification: {
      TrainingInputMode: 'FastFile',
      MetricDefinitions: [{ Name: 'loss', Regex: 'loss=(.*)' }],
    },
    ResourceConfig: { InstanceType: 'ml.g5.xlarge', InstanceCount: 2, VolumeSizeInGB: 50 },
    OutputDataConfig: { CompressionType: 'NONE' },
    CheckpointConfig: { LocalPath: '/opt/ml/checkpoints' },
    TensorBoardOutputConfig: { LocalPath: '/tb' },
    Environment: { A: 'b' },
    Tags: [{ Key: 'team', Value: 'vision' }],
    StoppingCondition: { MaxRuntimeInSeconds: 60 },
  });
});
