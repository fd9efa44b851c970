import { execFileSync, spawnSync } from 'node:child_process';
import { CreateTrainingJobCommand, DescribeTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkRequest } from '../../src/launch/spec/checkRequest.ts';
import { copyAs } from '../../src/launch/spec/copyAs.ts';
import { createTrainingJobRequest } from '../../src/launch/spec/createTrainingJobRequest.ts';
import type { LaunchSpec } from '../../src/launch/spec/launchSpec.ts';
import { plainJson } from '../../src/launch/spec/json.ts';
import { specFromJob } from '../../src/launch/spec/specFromJob.ts';
import { places, shapes, validSpec, withRequest } from '../unit/launch/spec/samples.ts';
import { startEngine, type TestEngine } from './harness.ts';

const spec: LaunchSpec = {
  ...withRequest({
    Environment: { QUOTE: `it's "here" \\ $HOME` },
    EnableManagedSpotTraining: true,
    StoppingCondition: { MaxRuntimeInSeconds: 60, MaxWaitTimeInSeconds: 90 },
    CheckpointConfig: { S3Uri: 's3://b/c', LocalPath: '/opt/ml/checkpoints' },
    RetryStrategy: { MaximumRetryAttempts: 2 },
    DebugHookConfig: { S3OutputPath: 's3://b/d', CollectionConfigurations: [{ CollectionName: 'losses' }] },
    ProfilerConfig: { S3OutputPath: 's3://b/p', ProfilingIntervalInMilliseconds: 500 },
    TensorBoardOutputConfig: { S3OutputPath: 's3://b/t' },
    ExperimentConfig: { ExperimentName: 'e' },
    VpcConfig: { Subnets: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
  }),
  hyperparameters: { epochs: 3, name: `o'brien "x"`, layers: [1, 2] },
  channels: [{ name: 'train', source: { path: '/home/me/data' }, options: { InputMode: 'FastFile' } }],
  distribution: { strategy: 'mpi', processesPerHost: 2, mpiOptions: '-x A=b' },
};

const has = (program: string, ...args: string[]): boolean => spawnSync(program, args).status === 0;
const hasBoto3 = has('python3', '-c', 'import boto3');
const hasCli = has('aws', '--version');
if (!hasBoto3) console.warn('NOT TRIED: no python3 with boto3 here, so what is copied as boto3 is not sent.');
if (!hasCli) console.warn('NOT TRIED: no AWS CLI here, so what is copied for it is not sent.');

let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

/** What the engine keeps of a job, as a request. */
async function requestOf(jobName: string): Promise<unknown> {
  const job = await engine.sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: jobName }));
  return createTrainingJobRequest(specFromJob(job, await shapes()), places, jobName);
}

describe('a launch’s request', () => {
  it('arrives as it is shown, and a clone of its job sends it again', async () => {
    const request = createTrainingJobRequest(spec, places, 'sent-1');
    expect(checkRequest(request, await shapes())).toEqual([]);
    await engine.sagemaker.send(new CreateTrainingJobCommand(request));
    const job = await engine.sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: 'sent-1' }));
    expect(plainJson(job)).toMatchObject(request);
    expect(await requestOf('sent-1')).toEqual(request);
  });

  it.runIf(hasBoto3)('is the same when boto3 sends what was copied', async () => {
    const request = createTrainingJobRequest(spec, places, 'boto3-1');
    const program = copyAs('boto3', { spec, request, places });
    const said = execFileSync('python3', ['-'], {
      input: program,
      env: engine.clientEnvironment,
      encoding: 'utf8',
    });
    expect(said.trim()).toMatch(/:training-job\/boto3-1$/);
    expect(await requestOf('boto3-1')).toEqual(request);
  });

  it.runIf(hasCli)('is the same when the AWS CLI sends what was copied', async () => {
    const request = createTrainingJobRequest(spec, places, 'cli-1');
    const said = execFileSync('sh', ['-c', copyAs('cli', { spec, request, places })], {
      env: engine.clientEnvironment,
      encoding: 'utf8',
    });
    expect(said).toContain(':training-job/cli-1');
    expect(await requestOf('cli-1')).toEqual(request);
  });

  it('is taken, or its problems are told before', async () => {
    const known = await shapes();
    const name = fc.stringMatching(/^[A-Za-z0-9._-]{1,8}$|^[A-Za-z0-9 ]{0,66}$/);
    const members = {
      EnableManagedSpotTraining: fc.boolean(),
      StoppingCondition: fc.record(
        {
          MaxRuntimeInSeconds: fc.integer({ min: -1, max: 200 }),
          MaxWaitTimeInSeconds: fc.integer({ min: 0, max: 200 }),
        },
        { requiredKeys: [] },
      ),
      ResourceConfig: fc.record(
        {
          InstanceType: fc.constantFrom('ml.m5.large', 'ml.none'),
          InstanceCount: fc.integer({ min: 0, max: 3 }),
          VolumeSizeInGB: fc.integer({ min: -1, max: 9 }),
          KeepAlivePeriodInSeconds: fc.constantFrom(0, 60, 99_999),
        },
        { requiredKeys: ['InstanceCount'] },
      ),
      Tags: fc.array(fc.record({ Key: fc.string({ maxLength: 130 }), Value: fc.string() }), {
        maxLength: 3,
      }),
      Environment: fc.dictionary(fc.string(), fc.string({ maxLength: 600 }), { maxKeys: 3 }),
      CheckpointConfig: fc.record({ S3Uri: fc.constantFrom('s3://b/c', 'https://b/c', 'nowhere', '') }),
      AlgorithmSpecification: fc.record(
        {
          TrainingImage: fc.constantFrom('i', 'x'.repeat(256)),
          AlgorithmName: name,
          TrainingInputMode: fc.constantFrom('File', 'Files'),
        },
        { requiredKeys: [] },
      ),
    };
    // One at a time: of many odd members at once nearly every request would be refused.
    const requests = fc.oneof(
      ...Object.entries(members).map(([member, value]: [string, fc.Arbitrary<unknown>]) =>
        value.map((given) => ({ [member]: given })),
      ),
    );
    let count = 0;
    const verdicts = { sent: 0, told: 0 };
    await fc.assert(
      fc.asyncProperty(
        requests,
        name,
        fc.dictionary(fc.string(), fc.string({ maxLength: 30 }), { maxKeys: 3 }),
        async (change, channel, hyperparameters) => {
          const one = {
            ...withRequest(change, validSpec({ hyperparameters })),
            channels: [{ name: channel, source: { path: '/d' } }],
          };
          const request = createTrainingJobRequest(one, places, `any-${(count += 1)}`);
          const errors = checkRequest(request, known).filter(({ severity }) => severity === 'error');
          if (errors.length > 0) verdicts.told += 1;
          else {
            await engine.sagemaker.send(new CreateTrainingJobCommand(request));
            verdicts.sent += 1;
          }
        },
      ),
      { numRuns: 200 },
    );
    expect(verdicts.sent).toBeGreaterThan(5);
    expect(verdicts.told).toBeGreaterThan(5);
  });
});
