import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRequest } from '../../../../src/launch/spec/checkRequest.ts';
import { createTrainingJobRequest } from '../../../../src/launch/spec/createTrainingJobRequest.ts';
import type { LaunchSpec } from '../../../../src/launch/spec/launchSpec.ts';
import { places, shapes, validSpec, withRequest } from './samples.ts';

async function problemsOf(spec: LaunchSpec, jobName = 'train-1'): Promise<string[]> {
  const problems = checkRequest(createTrainingJobRequest(spec, places, jobName), await shapes());
  return problems.map(
    ({ field, path, message, severity }) => `${severity} ${[field, ...path].join('/')}: ${message}`,
  );
}

describe('checkRequest', () => {
  it('finds nothing wrong with a request that AWS takes', async () => {
    expect(await problemsOf(validSpec())).toEqual([]);
  });

  it('says what is missing at its field', async () => {
    expect(await problemsOf(validSpec({ request: {} }))).toEqual([
      'error request/RoleArn: It is needed.',
      'error request/AlgorithmSpecification/TrainingImage: Choose a training image, or name an algorithm: one of them, not both.',
      'error request/ResourceConfig/InstanceType: Choose an instance type, or add instance groups.',
    ]);
  });

  it('says names and limits in words for people', async () => {
    const spec = withRequest({
      StoppingCondition: { MaxRuntimeInSeconds: 0 },
      Tags: [
        { Key: 'aws:x', Value: 'v' },
        { Key: 'a', Value: '' },
        { Key: 'a', Value: '' },
      ],
      RetryStrategy: { MaximumRetryAttempts: 31 },
      Environment: { '1x': 'v' },
      CheckpointConfig: { S3Uri: 'b/c' },
    });
    const found = await problemsOf(
      { ...spec, hyperparameters: { text: 'x'.repeat(2500), ['n'.repeat(257)]: 1 } },
      '-bad-',
    );
    expect(found).toMatchInlineSnapshot(`
      [
        "error request/TrainingJobName: Letters, digits and hyphens; begins and ends with a letter or digit.",
        "error hyperparameter/text: At most 2,500 characters; this has 2,502.",
        "error hyperparameter/nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn: The name "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn…": At most 256 characters; this has 257.",
        "error request/StoppingCondition/MaxRuntimeInSeconds: At least 1.",
        "error request/CheckpointConfig/S3Uri: An S3 URI is needed: s3://bucket/prefix.",
        "error request/Environment/1x: The name "1x" is not allowed. Letters, digits and underscores; begins with a letter or an underscore.",
        "error request/RetryStrategy/MaximumRetryAttempts: At most 30.",
        "error request/Tags/0/Key: AWS keeps keys that begin with "aws:" for itself.",
        "error request/Tags/2/Key: Another tag has this key; each needs its own.",
      ]
    `);
  });

  it('counts hyperparameters, channels, tags and metrics as AWS does', async () => {
    const many = <T>(count: number, make: (index: number) => T): T[] =>
      Array.from({ length: count }, (_, index) => make(index));
    const spec = withRequest({
      Tags: many(51, (n) => ({ Key: `k${n}`, Value: '' })),
      AlgorithmSpecification: {
        TrainingImage: 'i',
        TrainingInputMode: 'File',
        MetricDefinitions: many(41, (n) => ({ Name: `m${n}`, Regex: 'x=(.*)' })),
      },
    });
    const found = await problemsOf({
      ...spec,
      hyperparameters: Object.fromEntries(many(96, (n) => [`h${n}`, n])),
      channels: many(21, (n) => ({ name: `c${n}`, source: { path: '/d' } })),
    });
    expect(found).toMatchInlineSnapshot(`
      [
        "error page: Hyperparameters: At most 100 entries; this has 101.",
        "error request/AlgorithmSpecification/MetricDefinitions: At most 40 items; this has 41.",
        "error request/InputDataConfig: At most 20 items; this has 21.",
        "error request/Tags: At most 50 items; this has 51.",
      ]
    `);
  });

  it('knows the rules of spot, warm pools, isolation and file systems', async () => {
    expect(await problemsOf(withRequest({ EnableManagedSpotTraining: true }))).toMatchInlineSnapshot(`
      [
        "error request/StoppingCondition/MaxWaitTimeInSeconds: Spot training needs it: how long the job may take with its waiting, at least the time limit of 86,400 s.",
        "warning request/CheckpointConfig: Without checkpoints an interrupted spot job starts from the beginning.",
      ]
    `);
    const spot = {
      EnableManagedSpotTraining: true,
      StoppingCondition: { MaxRuntimeInSeconds: 3600, MaxWaitTimeInSeconds: 60 },
      CheckpointConfig: { S3Uri: 's3://b/c' },
      ResourceConfig: {
        InstanceType: 'ml.m5.large',
        InstanceCount: 1,
        VolumeSizeInGB: 1,
        KeepAlivePeriodInSeconds: 60,
      },
    } as const;
    expect(await problemsOf(withRequest(spot))).toMatchInlineSnapshot(`
      [
        "error request/StoppingCondition/MaxWaitTimeInSeconds: Must be at least the time limit of 3,600 s: waiting counts with it.",
        "error request/ResourceConfig/KeepAlivePeriodInSeconds: Spot instances are not kept warm; use one or the other.",
      ]
    `);
    expect(await problemsOf(withRequest({ StoppingCondition: { MaxWaitTimeInSeconds: 60 } })))
      .toMatchInlineSnapshot(`
      [
        "error request/StoppingCondition/MaxWaitTimeInSeconds: Only spot training waits; turn it on, or leave this empty.",
      ]
    `);
    const dataSource = {
      FileSystemDataSource: {
        FileSystemId: 'fs-0123456789',
        FileSystemAccessMode: 'ro',
        FileSystemType: 'EFS',
        DirectoryPath: '/',
      },
    } as const;
    expect(await problemsOf(validSpec({ channels: [{ name: 'd', source: { dataSource } }] })))
      .toMatchInlineSnapshot(`
      [
        "error channel/d/DataSource/FileSystemDataSource: A job reaches a file system only from its VPC: set subnets and security groups.",
      ]
    `);
    const isolated = withRequest({ EnableNetworkIsolation: true });
    expect(await problemsOf({ ...isolated, channels: [{ name: 'code', source: { path: '/d' } }] }))
      .toMatchInlineSnapshot(`
      [
        "error channel/code/ChannelName: Another channel has this name; each needs its own.",
      ]
    `);
    expect(await problemsOf(validSpec({ hyperparameters: { key: 'AKIAIOSFODNN7EXAMPLE' } })))
      .toMatchInlineSnapshot(`
      [
        "error hyperparameter/key: This looks like an AWS credential, which everyone who may describe the job can read. Give the role what the script needs.",
      ]
    `);
  });

  it('names what is of another type, or nothing that SageMaker knows', async () => {
    const odd = {
      ...withRequest({}).request,
      Tgas: [],
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 'two' },
      VpcConfig: [],
    };
    expect(
      checkRequest(
        { ...odd, TrainingJobName: 'j', OutputDataConfig: { S3OutputPath: 's3://b' } },
        await shapes(),
      ),
    ).toMatchInlineSnapshot(`
      [
        {
          "field": "request",
          "message": "A whole number is needed here.",
          "path": [
            "ResourceConfig",
            "InstanceCount",
          ],
          "severity": "error",
        },
        {
          "field": "request",
          "message": "SageMaker has no "Tgas" here. Its members: TrainingJobName, RoleArn, OutputDataConfig, HyperParameters, AlgorithmSpecification, InputDataConfig, ResourceConfig, VpcConfig, StoppingCondition, Tags, EnableNetworkIsolation, EnableInterContainerTrafficEncryption, EnableManagedSpotTraining, CheckpointConfig, DebugHookConfig, DebugRuleConfigurations, TensorBoardOutputConfig, ExperimentConfig, ProfilerConfig, ProfilerRuleConfigurations, Environment, RetryStrategy, RemoteDebugConfig, InfraCheckConfig, SessionChainingConfig, ServerlessJobConfig, MlflowConfig, ModelPackageConfig.",
          "path": [
            "Tgas",
          ],
          "severity": "error",
        },
        {
          "field": "request",
          "message": "An object is needed here.",
          "path": [
            "VpcConfig",
          ],
          "severity": "error",
        },
      ]
    `);
  });

  it('never throws, whatever it is given', async () => {
    const known = await shapes();
    const names = [
      'ResourceConfig',
      'InputDataConfig',
      'Tags',
      'InstanceType',
      'StoppingCondition',
      'HyperParameters',
      'AlgorithmSpecification',
      'MetricDefinitions',
    ];
    const anything = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.jsonValue(),
        fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), tie('value')),
      ),
    })).value;
    fc.assert(fc.property(anything, (value) => Array.isArray(checkRequest(value, known))));
  });
});
