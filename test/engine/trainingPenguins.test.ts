import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { gunzipSync } from 'node:zlib';
import { text } from 'node:stream/consumers';
import { extract } from 'tar-stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEngine, type TestEngine, until } from './harness.ts';
import { BUCKET, createBucket, createJob, jobEnd, jobLog, put } from './trainingKit.ts';

const SAMPLE = 'media/samples/penguins';
let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine();
  await createBucket(engine);
});
afterAll(() => engine.stop());

/** Members of a gzip tar by name. */
async function members(uri: string): Promise<Record<string, string>> {
  const key = uri.replace(`s3://${BUCKET}/`, '');
  const { Body } = await engine.s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }));
  const found: Record<string, string> = {};
  const archive = extract();
  archive.end(gunzipSync(await Body!.transformToByteArray()));
  for await (const entry of archive) found[entry.header.name] = await text(Readable.from(entry));
  return found;
}

test('the penguins sample: trained, logged, measured, packed', async () => {
  const files: Record<string, string> = {};
  for (const name of await readdir(SAMPLE)) {
    if (name.endsWith('.py')) files[name] = await readFile(join(SAMPLE, name), 'utf8');
  }
  await put(engine, 'penguins/data/penguins.csv', await readFile(join(SAMPLE, 'data/penguins.csv')));
  await createJob(engine, 'penguins', {
    files,
    HyperParameters: { epochs: '15', 'learning-rate': '0.05' },
    AlgorithmSpecification: {
      TrainingImage: '763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-training:2.1-cpu-py310',
      TrainingInputMode: 'File',
      MetricDefinitions: [
        { Name: 'validation:accuracy', Regex: 'validation_accuracy=([0-9.]+)' },
        { Name: 'test:accuracy', Regex: 'test_accuracy=([0-9.]+)' },
      ],
    },
    InputDataConfig: [
      {
        ChannelName: 'train',
        ContentType: 'text/csv',
        DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `s3://${BUCKET}/penguins/data` } },
      },
    ],
  });
  const job = await jobEnd(engine, 'penguins');
  expect(job).toMatchObject({ TrainingJobStatus: 'Completed', SecondaryStatus: 'Completed' });
  expect(job.SecondaryStatusTransitions?.map(({ Status }) => Status)).toEqual([
    ...['Starting', 'Downloading', 'Training', 'Uploading', 'Completed'],
  ]);
  expect(job.TrainingTimeInSeconds).toBeGreaterThanOrEqual(1);
  const metrics: Record<string, number | undefined> = {};
  for (const { MetricName = '', Value } of job.FinalMetricDataList!) metrics[MetricName] = Value;
  expect(metrics['test:accuracy']).toBeGreaterThanOrEqual(0.95);
  expect(metrics['validation:accuracy']).toBeGreaterThanOrEqual(0.9);

  const log = await jobLog(engine, 'penguins');
  expect(log.filter((line) => line.startsWith('epoch='))).toHaveLength(15);
  expect(job.ModelArtifacts?.S3ModelArtifacts).toBe(`s3://${BUCKET}/out/penguins/output/model.tar.gz`);
  const model = await members(job.ModelArtifacts!.S3ModelArtifacts!);
  expect(JSON.parse(model['model.json'] ?? '')).toMatchObject({ classes: ['Adelie', 'Chinstrap', 'Gentoo'] });
  expect(model['code/inference.py']).toBe(files['inference.py']);
  // Soon after its end nothing of the job is left on the disk but what S3 and the log have.
  await until(
    () => readdir(join(engine.dataDir, 'jobs', 'us-east-1')),
    (left) => left.length === 0,
  );
});
