import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine, until } from '../harness.ts';
import { client, hasAwsCli, hasBoto3 } from './witness.ts';

const SAMPLE = 'media/samples/penguins';
const ROLE = 'arn:aws:iam::000000000000:role/SageMaker';
const IMAGE = 'sagemaker-local/python:3';
const [awsCli, boto3] = await Promise.all([hasAwsCli(), hasBoto3()]);
let engine: TestEngine;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

interface Described {
  TrainingJobStatus: string;
  FailureReason?: string;
  ModelArtifacts: { S3ModelArtifacts: string };
  FinalMetricDataList: { MetricName: string; Value: number }[];
}

describe.skipIf(!awsCli)('the unmodified AWS CLI', { timeout: 180_000 }, () => {
  const aws = (...args: string[]): Promise<string> => client('aws', args, engine.clientEnvironment);

  it('does the main job', async () => {
    const work = mkdtempSync(join(tmpdir(), 'sagemaker-cli-'));
    const archive = join(work, 'sourcedir.tar.gz');
    execFileSync('tar', ['czf', archive, '-C', SAMPLE, 'train.py', 'inference.py']);
    await aws('s3', 'mb', 's3://cli-main-job');
    await aws('s3', 'cp', archive, 's3://cli-main-job/source/sourcedir.tar.gz');
    await aws('s3', 'cp', '--recursive', join(SAMPLE, 'data'), 's3://cli-main-job/data/');
    const channel = {
      ChannelName: 'train',
      DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://cli-main-job/data/' } },
    };
    await aws(
      ...['sagemaker', 'create-training-job', '--training-job-name', 'cli-penguins', '--role-arn', ROLE],
      '--algorithm-specification',
      JSON.stringify({
        TrainingImage: IMAGE,
        TrainingInputMode: 'File',
        MetricDefinitions: [{ Name: 'validation:accuracy', Regex: 'validation_accuracy=([0-9.]+)' }],
      }),
      '--hyper-parameters',
      JSON.stringify({
        sagemaker_program: 'train.py',
        sagemaker_submit_directory: 's3://cli-main-job/source/sourcedir.tar.gz',
      }),
      ...['--input-data-config', JSON.stringify([channel])],
      ...['--output-data-config', 'S3OutputPath=s3://cli-main-job/out'],
      ...['--resource-config', 'InstanceType=ml.g5.xlarge,InstanceCount=1,VolumeSizeInGB=1'],
      ...['--stopping-condition', 'MaxRuntimeInSeconds=300'],
    );
    const job = await until(
      async () =>
        JSON.parse(
          await aws('sagemaker', 'describe-training-job', '--training-job-name', 'cli-penguins'),
        ) as Described,
      (found) => !['InProgress', 'Stopping'].includes(found.TrainingJobStatus),
      60,
    );
    expect(job.FailureReason).toBeUndefined();
    expect(job.TrainingJobStatus).toBe('Completed');
    expect(job.FinalMetricDataList[0]?.Value).toBeGreaterThan(0.9);
    // Version 1 of the CLI has no `logs tail`; this is the call that version 2's makes.
    const tail = await aws('logs', 'filter-log-events', '--log-group-name', '/aws/sagemaker/TrainingJobs');
    expect(tail).toContain('validation_accuracy=');

    const container = JSON.stringify({ Image: IMAGE, ModelDataUrl: job.ModelArtifacts.S3ModelArtifacts });
    const variant = 'VariantName=all,ModelName=cli-penguins,InstanceType=ml.m5.large,InitialInstanceCount=1';
    const role = ['--execution-role-arn', ROLE];
    await aws(
      'sagemaker',
      'create-model',
      '--model-name',
      'cli-penguins',
      ...role,
      '--primary-container',
      container,
    );
    const config = ['--endpoint-config-name', 'cli-penguins'];
    await aws('sagemaker', 'create-endpoint-config', ...config, '--production-variants', variant);
    await aws('sagemaker', 'create-endpoint', '--endpoint-name', 'cli-penguins', ...config);
    await aws('sagemaker', 'wait', 'endpoint-in-service', '--endpoint-name', 'cli-penguins');
    const payload = readdirSync(join(SAMPLE, 'payloads')).find((name) => name.endsWith('.csv')) ?? '';
    const answer = join(work, 'answer');
    await aws(
      ...[
        'sagemaker-runtime',
        'invoke-endpoint',
        '--endpoint-name',
        'cli-penguins',
        '--content-type',
        'text/csv',
      ],
      ...['--body', `fileb://${join(SAMPLE, 'payloads', payload)}`, answer],
    );
    expect(execFileSync('cat', [answer], { encoding: 'utf8' })).toMatch(/Adelie|Gentoo|Chinstrap/);
    await aws('sagemaker', 'delete-endpoint', '--endpoint-name', 'cli-penguins');
    rmSync(work, { recursive: true });
  }, 120_000);
});

describe.skipIf(!boto3)('unmodified boto3', { timeout: 180_000 }, () => {
  it('does the main job', async () => {
    const script = 'test/engine/clients/mainJob.py';
    const said = JSON.parse(await client('python3', [script, SAMPLE], engine.clientEnvironment)) as {
      status: string;
      secondary: string[];
      metrics: Record<string, number>;
      epochs: number;
      answer: string;
    };
    expect(said).toMatchObject({
      status: 'Completed',
      secondary: ['Starting', 'Downloading', 'Training', 'Uploading', 'Completed'],
      epochs: 40,
    });
    expect(said.metrics['validation:accuracy']).toBeGreaterThan(0.9);
    expect(said.answer).toMatch(/Adelie|Gentoo|Chinstrap/);
  }, 120_000);
});
