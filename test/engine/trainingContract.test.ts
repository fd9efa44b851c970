import { afterAll, beforeAll, expect, test } from 'vitest';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { gzipSync } from 'node:zlib';
import { startEngine, type TestEngine } from './harness.ts';
import { BUCKET, createBucket, createJob, jobEnd, jobLog, put } from './trainingKit.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine();
  await createBucket(engine);
});
afterAll(() => engine.stop());

async function keys(prefix: string): Promise<string[]> {
  const page = await engine.s3.send(new ListObjectsV2Command({ Bucket: BUCKET, Prefix: prefix }));
  return (page.Contents ?? []).map(({ Key }) => Key ?? '');
}

function s3Channel(name: string, uri: string, more: object = {}) {
  return {
    ChannelName: name,
    DataSource: { S3DataSource: { S3DataType: 'S3Prefix' as const, S3Uri: uri, ...more } },
  };
}

test('two hosts: their folders, environment, shards, and outputs in one archive', async () => {
  for (const name of ['a', 'b', 'c']) await put(engine, `shards/${name}.txt`, name);
  await createJob(engine, 'two-hosts', {
    files: {
      'train.py': `
import json, os, sys
base = os.environ["SAGEMAKER_BASE_DIR"]
config = json.load(open(os.path.join(base, "input/config/resourceconfig.json")))
host = os.environ["SM_CURRENT_HOST"]
print("host", config["current_host"], config["hosts"] == json.loads(os.environ["SM_HOSTS"]), config["current_group_name"])
print("shard", sorted(os.listdir(os.environ["SM_CHANNEL_SHARD"])))
print("args", sys.argv[1:])
print("job", os.environ["TRAINING_JOB_NAME"], os.environ["TRAINING_JOB_ARN"].split(":")[-1])
print("secrets", sorted(n for n in os.environ if n.startswith(("ELECTRON", "VSCODE", "NODE_", "VITEST"))))
open(os.path.join(os.environ["SM_MODEL_DIR"], host + ".txt"), "w").write(host)
`,
    },
    HyperParameters: { rate: '0.00001', flag: 'true' },
    ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 2, VolumeSizeInGB: 1 },
    InputDataConfig: [
      s3Channel('shard', `s3://${BUCKET}/shards/`, { S3DataDistributionType: 'ShardedByS3Key' }),
    ],
    OutputDataConfig: { S3OutputPath: `s3://${BUCKET}/out`, CompressionType: 'NONE' },
  });
  const job = await jobEnd(engine, 'two-hosts');
  expect(job.FailureReason).toBeUndefined();
  expect(job.ModelArtifacts?.S3ModelArtifacts).toBe(`s3://${BUCKET}/out/two-hosts/output/model/`);
  expect(await keys('out/two-hosts/output/')).toEqual([
    ...['out/two-hosts/output/model/algo-1.txt', 'out/two-hosts/output/model/algo-2.txt'],
  ]);
  const log = await jobLog(engine, 'two-hosts');
  const of = (host: string) => log.filter((line) => line.startsWith(host)).map((line) => line.slice(8));
  for (const [host, shard] of [
    ['algo-1', "['a.txt', 'c.txt']"],
    ['algo-2', "['b.txt']"],
  ] as const) {
    expect(of(host)).toEqual([
      `host ${host} True homogeneousCluster`,
      `shard ${shard}`,
      "args ['--flag', 'True', '--rate', '1e-05']",
      'job two-hosts training-job/two-hosts',
      'secrets []',
    ]);
  }
});

test('manifest, gzip, checkpoints, output data, a shell entry point, the job’s own S3 credentials', async () => {
  await put(engine, 'm/deep/x.txt', 'x');
  await put(engine, 'm/manifest', JSON.stringify([{ prefix: `s3://${BUCKET}/m/` }, 'deep/x.txt']));
  await put(engine, 'gz/data.csv.gz', gzipSync('1,2\n'));
  await put(engine, 'checkpoints/epoch-1', 'one');
  await createJob(engine, 'contract', {
    files: {
      'run.sh':
        'set -e; cat "$SM_CHANNEL_LISTED/deep/x.txt" "$SM_CHANNEL_PACKED/data.csv"; echo "args $@"; ' +
        'cat "$SAGEMAKER_BASE_DIR/checkpoints/epoch-1"; echo; ' +
        'echo two > "$SAGEMAKER_BASE_DIR/checkpoints/epoch-2"; echo out > "$SM_OUTPUT_DATA_DIR/report.txt"; ' +
        'echo "$AWS_REGION ${AWS_ENDPOINT_URL%:*} $AWS_ACCESS_KEY_ID"\n',
    },
    HyperParameters: { sagemaker_program: 'run.sh', note: 'a "b" $c' },
    InputDataConfig: [
      s3Channel('listed', `s3://${BUCKET}/m/manifest`, { S3DataType: 'ManifestFile' }),
      { ...s3Channel('packed', `s3://${BUCKET}/gz`), CompressionType: 'Gzip' },
    ],
    CheckpointConfig: { S3Uri: `s3://${BUCKET}/checkpoints` },
  });
  const job = await jobEnd(engine, 'contract');
  expect(job.FailureReason).toBeUndefined();
  const log = await jobLog(engine, 'contract');
  expect(log).toContain('x1,2');
  expect(log).toContain('args --note a "b" $c');
  expect(log).toContain('one');
  expect(log.at(-1)).toBe(`us-east-1 http://127.0.0.1 ${engine.state.accessKeyId}`);
  expect(await keys('checkpoints/')).toEqual(['checkpoints/epoch-1', 'checkpoints/epoch-2']);
  const saved = await engine.s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'checkpoints/epoch-2' }));
  expect(await saved.Body?.transformToString()).toBe('two\n');
  expect(await keys('out/contract/')).toEqual([
    ...['out/contract/output/model.tar.gz', 'out/contract/output/output.tar.gz'],
  ]);
});

test('output as it is: order, long lines, no UTF-8, no line feed at the end, what has no effect here', async () => {
  await createJob(engine, 'output', {
    files: {
      'train.py': `
import sys
for i in range(3):
    print("out", i)
    print("err", i, file=sys.stderr)
sys.stdout.buffer.write(b"\\xff bytes\\n" + b"y" * 700000 + b"\\n10%\\r20%\\n")
sys.stdout.write("end")
`,
    },
    DebugHookConfig: { S3OutputPath: `s3://${BUCKET}/debug` },
  });
  expect((await jobEnd(engine, 'output')).TrainingJobStatus).toBe('Completed');
  const log = await jobLog(engine, 'output');
  expect(log[0]).toContain('DebugHookConfig');
  expect(log.slice(1, 8)).toEqual(['out 0', 'err 0', 'out 1', 'err 1', 'out 2', 'err 2', '\ufffd bytes']);
  expect(log.slice(8, -2).map((line) => line.length)).toEqual([262118, 262118, 700000 - 2 * 262118]);
  expect(log.slice(-2)).toEqual(['10%\r20%', 'end']);
});
