import { gzipSync } from 'node:zlib';
import { buffer } from 'node:stream/consumers';
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import {
  CreateTrainingJobCommand,
  type CreateTrainingJobCommandInput,
  DescribeTrainingJobCommand,
  type DescribeTrainingJobCommandOutput,
} from '@aws-sdk/client-sagemaker';
import { pack } from 'tar-stream';
import { type TestEngine, until } from './harness.ts';

export const BUCKET = 'training-bucket';

/** A gzip tar of files by name. */
export async function tarGz(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const archive = pack();
  for (const [name, content] of Object.entries(files)) archive.entry({ name }, content);
  archive.finalize();
  return gzipSync(await buffer(archive));
}

export async function put(engine: TestEngine, key: string, content: string | Buffer): Promise<string> {
  await engine.s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: key, Body: content }));
  return `s3://${BUCKET}/${key}`;
}

export async function createBucket(engine: TestEngine): Promise<void> {
  await engine.s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
}

/** Puts the sources into S3 and creates a job that runs `train.py`, or what `hyperparameters` name. */
export async function createJob(
  engine: TestEngine,
  name: string,
  job: Partial<CreateTrainingJobCommandInput> & { files?: Readonly<Record<string, string>> },
): Promise<void> {
  const { files, ...members } = job;
  const source = files ? await put(engine, `${name}/source/sourcedir.tar.gz`, await tarGz(files)) : undefined;
  await engine.sagemaker.send(
    new CreateTrainingJobCommand({
      TrainingJobName: name,
      RoleArn: 'arn:aws:iam::000000000000:role/SageMaker',
      AlgorithmSpecification: { TrainingImage: 'sagemaker-local/python:3', TrainingInputMode: 'File' },
      OutputDataConfig: { S3OutputPath: `s3://${BUCKET}/out` },
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 1 },
      StoppingCondition: { MaxRuntimeInSeconds: 60 },
      ...members,
      HyperParameters: {
        sagemaker_program: '"train.py"',
        ...(source !== undefined && { sagemaker_submit_directory: JSON.stringify(source) }),
        ...members.HyperParameters,
      },
    }),
  );
}

export function describeJob(engine: TestEngine, name: string): Promise<DescribeTrainingJobCommandOutput> {
  return engine.sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: name }));
}

export async function jobEnd(engine: TestEngine, name: string): Promise<DescribeTrainingJobCommandOutput> {
  const ended = ['Completed', 'Failed', 'Stopped'];
  return until(
    () => describeJob(engine, name),
    (job) => ended.includes(job.TrainingJobStatus ?? ''),
  );
}

/** The job's log, all hosts, as `<host>: <message>` when there are several streams, else the messages. */
export async function jobLog(engine: TestEngine, name: string): Promise<string[]> {
  const { events = [] } = await engine.logs.send(
    new FilterLogEventsCommand({
      logGroupName: '/aws/sagemaker/TrainingJobs',
      logStreamNamePrefix: `${name}/`,
    }),
  );
  const streams = new Set(events.map((event) => event.logStreamName));
  return events.map(({ logStreamName = '', message = '' }) =>
    streams.size > 1 ? `${/algo-\d+/.exec(logStreamName)?.[0] ?? ''}: ${message}` : message,
  );
}
