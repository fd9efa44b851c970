import type { CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import { describe, expect, it } from 'vitest';
import { s3Needs } from '../../../../src/launch/facts/s3Needs.ts';
import { sageMakerTrust, trainingPolicy } from '../../../../src/launch/facts/trainingPolicy.ts';
import { readTrust } from '../../../../src/launch/facts/trustPolicy.ts';

const service = { Service: 'sagemaker.amazonaws.com' };
const allow = (more: object) => ({ Effect: 'Allow', Principal: service, Action: 'sts:AssumeRole', ...more });
const policy = (...statements: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });

describe('a trust policy', () => {
  it.each([
    ['a service', policy(allow({})), true],
    ['URL-encoded', encodeURIComponent(policy(allow({}))), true],
    ['one statement without a list', JSON.stringify({ Statement: allow({}) }), true],
    [
      'several services and actions',
      policy(
        allow({
          Principal: { Service: ['ec2.amazonaws.com', 'sagemaker.amazonaws.com'] },
          Action: ['sts:TagSession', 'sts:Assume*'],
        }),
      ),
      true,
    ],
    ['everybody', policy(allow({ Principal: '*', Action: '*' })), true],
    ['everybody of AWS', policy(allow({ Principal: { AWS: ['*'] } })), true],
    ['another service', policy(allow({ Principal: { Service: 'ec2.amazonaws.com' } })), false],
    ['an account', policy(allow({ Principal: { AWS: '123456789012' } })), false],
    ['another action', policy(allow({ Action: 'sts:TagSession' })), false],
    ['no such principal', policy(allow({ Principal: undefined, NotPrincipal: service })), false],
    [
      'all other principals',
      policy(allow({ Principal: undefined, NotPrincipal: { Service: 'ec2.amazonaws.com' } })),
      true,
    ],
    ['a denial', policy(allow({}), allow({ Effect: 'Deny' })), false],
    ['no JSON', 'nothing', false],
    ['a broken code', '%E0%A4%A', false],
    ['nothing', undefined, false],
  ])('%s', (_, document, trusted) => {
    expect(readTrust(document).trusted).toBe(trusted);
  });

  it('names its conditions, unless another statement has none', () => {
    const tied = allow({
      Condition: { StringEquals: { 'aws:SourceAccount': '1' }, ArnLike: { 'aws:SourceArn': 'x' } },
    });
    expect(readTrust(policy(tied))).toEqual({
      trusted: true,
      conditions: ['aws:SourceAccount', 'aws:SourceArn'],
    });
    expect(readTrust(policy(tied, allow({}))).conditions).toEqual([]);
  });
});

const place = { partition: 'aws', region: 'eu-west-1', accountId: '123456789012' };
const request: CreateTrainingJobRequest = {
  TrainingJobName: 'job',
  RoleArn: undefined,
  AlgorithmSpecification: {
    TrainingInputMode: 'File',
    TrainingImage: '763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-training:2.6.0-gpu-py312',
  },
  HyperParameters: { sagemaker_submit_directory: '"s3://mine/src/sourcedir.tar.gz"' },
  InputDataConfig: [
    {
      ChannelName: 'train',
      DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://data/train/' } },
    },
  ],
  OutputDataConfig: { S3OutputPath: 's3://mine/out' },
  ResourceConfig: { InstanceType: 'ml.g5.xlarge', InstanceCount: 1, VolumeSizeInGB: 30 },
  StoppingCondition: { MaxRuntimeInSeconds: 60 },
};
const actions = (given: CreateTrainingJobRequest) =>
  (
    trainingPolicy(given, 'job', place).Statement as { Action: string[]; Resource: string | string[] }[]
  ).flatMap(({ Action }) => Action);

describe('the least that a role needs', () => {
  it('is the request’s own places, log group, image and metrics', () => {
    expect(trainingPolicy(request, 'job', place)).toMatchInlineSnapshot(`
      {
        "Statement": [
          {
            "Action": [
              "s3:GetObject",
            ],
            "Effect": "Allow",
            "Resource": [
              "arn:aws:s3:::mine/src/sourcedir.tar.gz",
              "arn:aws:s3:::data/train/*",
            ],
            "Sid": "Read",
          },
          {
            "Action": [
              "s3:PutObject",
              "s3:AbortMultipartUpload",
            ],
            "Effect": "Allow",
            "Resource": [
              "arn:aws:s3:::mine/out/job*",
            ],
            "Sid": "Write",
          },
          {
            "Action": [
              "s3:ListBucket",
            ],
            "Condition": {
              "StringLike": {
                "s3:prefix": [
                  "src/sourcedir.tar.gz",
                  "out/job*",
                ],
              },
            },
            "Effect": "Allow",
            "Resource": "arn:aws:s3:::mine",
            "Sid": "List1",
          },
          {
            "Action": [
              "s3:ListBucket",
            ],
            "Condition": {
              "StringLike": {
                "s3:prefix": [
                  "train/*",
                ],
              },
            },
            "Effect": "Allow",
            "Resource": "arn:aws:s3:::data",
            "Sid": "List2",
          },
          {
            "Action": [
              "logs:CreateLogGroup",
              "logs:CreateLogStream",
              "logs:DescribeLogStreams",
              "logs:PutLogEvents",
            ],
            "Effect": "Allow",
            "Resource": [
              "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/sagemaker/TrainingJobs",
              "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/sagemaker/TrainingJobs:*",
            ],
            "Sid": "Logs",
          },
          {
            "Action": [
              "ecr:GetAuthorizationToken",
            ],
            "Effect": "Allow",
            "Resource": "*",
            "Sid": "ImageToken",
          },
          {
            "Action": [
              "ecr:BatchCheckLayerAvailability",
              "ecr:BatchGetImage",
              "ecr:GetDownloadUrlForLayer",
            ],
            "Effect": "Allow",
            "Resource": "arn:aws:ecr:eu-west-1:763104351884:repository/pytorch-training",
            "Sid": "Image",
          },
          {
            "Action": [
              "cloudwatch:PutMetricData",
            ],
            "Condition": {
              "StringLike": {
                "cloudwatch:namespace": "/aws/sagemaker/*",
              },
            },
            "Effect": "Allow",
            "Resource": "*",
            "Sid": "Metrics",
          },
        ],
        "Version": "2012-10-17",
      }
    `);
  });

  it('is network interfaces and keys only when they are used', () => {
    expect(actions(request).filter((action) => /^(ec2|kms):/.test(action))).toEqual([]);
    const more = {
      ...request,
      VpcConfig: { Subnets: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
      OutputDataConfig: { S3OutputPath: 's3://mine/out', KmsKeyId: 'alias/models' },
      ResourceConfig: {
        ...request.ResourceConfig,
        VolumeKmsKeyId: '1234abcd-12ab-34cd-56ef-1234567890ab',
      } as never,
    };
    expect(actions(more)).toEqual(
      expect.arrayContaining(['ec2:CreateNetworkInterface', 'kms:GenerateDataKey', 'kms:CreateGrant']),
    );
    expect(JSON.stringify(trainingPolicy(more, 'job', place))).toContain(
      'arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    );
  });

  it('takes the next launch’s uploads too, and a manifest’s whole bucket', () => {
    const channel = (S3DataType: 'S3Prefix' | 'ManifestFile', S3Uri: string) => ({
      ChannelName: 'c',
      DataSource: { S3DataSource: { S3DataType, S3Uri } },
    });
    const { reads, writes } = s3Needs(
      {
        ...request,
        HyperParameters: {
          sagemaker_submit_directory: '"s3://mine/team/sagemaker-workbench/source/1f/sourcedir.tar.gz"',
        },
        InputDataConfig: [
          channel('S3Prefix', 's3://mine/team/sagemaker-workbench/data/2a/'),
          channel('ManifestFile', 's3://other/list.json'),
        ],
        OutputDataConfig: { S3OutputPath: 's3://mine' },
        CheckpointConfig: { S3Uri: 's3://mine/check/' },
      },
      'job',
    );
    expect(reads.map(({ bucket, keys }) => `${bucket}/${keys}`)).toEqual([
      'mine/team/sagemaker-workbench/*',
      'other/*',
      'mine/check/*',
    ]);
    expect(writes.map(({ bucket, keys }) => `${bucket}/${keys}`)).toEqual(['mine/job*', 'mine/check/*']);
  });

  it('trusts SageMaker for this account alone', () => {
    expect(readTrust(JSON.stringify(sageMakerTrust(place)))).toEqual({
      trusted: true,
      conditions: ['aws:SourceAccount'],
    });
  });
});
