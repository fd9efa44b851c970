import { StopTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEngine, type TestEngine, until } from './harness.ts';
import { BUCKET, createBucket, createJob, describeJob, jobEnd, jobLog, put } from './trainingKit.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine();
  await createBucket(engine);
});
afterAll(() => engine.stop());

async function failure(name: string, job: Parameters<typeof createJob>[2]): Promise<string> {
  await createJob(engine, name, job);
  const end = await jobEnd(engine, name);
  expect(end).toMatchObject({ TrainingJobStatus: 'Failed', SecondaryStatus: 'Failed' });
  return end.FailureReason ?? '';
}

test('a script with a syntax error', async () => {
  const reason = await failure('syntax', { files: { 'train.py': 'def (\n' } });
  expect(reason).toMatch(
    /^AlgorithmError: ExecuteUserScriptError:\nExitCode 1\nErrorMessage " {2}File ".*train\.py", line 1/,
  );
  expect(reason).toMatch(/SyntaxError: invalid syntax"\nCommand ".*python3? train\.py", exit code: 1$/);
});

test('a script that raises in the middle: its log stays, its output is kept, its traceback is the reason', async () => {
  const reason = await failure('raises', {
    files: { 'train.py': 'print("before")\nraise ValueError("in the middle")\n' },
  });
  expect(reason).toMatch(/Traceback[^]*ValueError: in the middle"\nCommand/);
  const log = await jobLog(engine, 'raises');
  expect(log[0]).toBe('before');
  expect(log.at(-1)).toBe('ValueError: in the middle');
});

test('the script’s own word on why, and its exit code', async () => {
  const script = `
import os, sys
open(os.path.join(os.environ["SM_OUTPUT_DIR"], "failure"), "w").write("no rows in the data")
sys.exit(7)`;
  expect(await failure('own-words', { files: { 'train.py': script } })).toBe(
    'AlgorithmError: no rows in the data, exit code: 7',
  );
});

test('a script that is killed', async () => {
  const script = 'import os, signal; os.kill(os.getpid(), signal.SIGKILL)';
  expect(await failure('killed', { files: { 'train.py': script } })).toMatch(/ExitCode 137[^]*OutOfMemory/);
});

test('an image that is not run here', async () => {
  const image = '123456789012.dkr.ecr.us-east-1.amazonaws.com/my-own:1';
  const reason = await failure('image', {
    files: { 'train.py': '' },
    AlgorithmSpecification: { TrainingImage: image, TrainingInputMode: 'File' },
  });
  expect(reason).toMatch(
    new RegExp(`^ClientError: The image "${image}" cannot be run on this machine.*pytorch-training`),
  );
});

test.each([
  [
    'source',
    `s3://${BUCKET}/nothing/sourcedir.tar.gz`,
    /^ClientError: .*nothing\/sourcedir\.tar\.gz.*NoSuchKey/,
  ],
  ['bucket', 's3://no-such-bucket/sourcedir.tar.gz', /^ClientError: .*NoSuchBucket/],
  ['none', '', /^ClientError: The job names no script: the hyperparameter sagemaker_submit_directory/],
])('a source that is not there: %s', async (name, uri, expected) => {
  const HyperParameters = uri === '' ? {} : { sagemaker_submit_directory: uri };
  expect(await failure(`missing-${name}`, { HyperParameters })).toMatch(expected);
});

test('a source that is no archive, a channel without objects', async () => {
  const uri = await put(engine, 'broken/sourcedir.tar.gz', 'not a gzip');
  const HyperParameters = { sagemaker_submit_directory: uri };
  expect(await failure('broken', { HyperParameters })).toMatch(
    /^ClientError: .*broken\/sourcedir\.tar\.gz.*header/,
  );
  const reason = await failure('no-data', {
    files: { 'train.py': '' },
    InputDataConfig: [
      {
        ChannelName: 'train',
        DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `s3://${BUCKET}/empty/` } },
      },
    ],
  });
  expect(reason).toMatch(
    /^ClientError: Data download failed: NoSuchKey: No S3 objects found under S3 URL .*empty/,
  );
});

test('requirements that cannot be installed', async () => {
  const reason = await failure('requirements', {
    files: { 'train.py': '', 'requirements.txt': './not-there\n' },
  });
  expect(reason).toMatch(
    /^AlgorithmError: InstallRequirementsError:\nExitCode 1\nErrorMessage "[^]*not-there/,
  );
});

test('no Python', async () => {
  const without = await startEngine('--python', 'python-of-no-machine');
  try {
    await createBucket(without);
    await createJob(without, 'no-python', { files: { 'train.py': '' } });
    expect((await jobEnd(without, 'no-python')).FailureReason).toMatch(
      /^ClientError: Python was not found: "python-of-no-machine".*sagemaker\.local\.python/,
    );
  } finally {
    await without.stop();
  }
});

test('a script that never ends is ended at the time limit; its model is kept', async () => {
  await createJob(engine, 'endless', {
    files: {
      'train.py':
        'import os, time\nopen(os.path.join(os.environ["SM_MODEL_DIR"], "m"), "w").write("1")\nprint("on and on")\ntime.sleep(600)\n',
    },
    StoppingCondition: { MaxRuntimeInSeconds: 1 },
  });
  const end = await jobEnd(engine, 'endless');
  expect(end).toMatchObject({ TrainingJobStatus: 'Stopped', SecondaryStatus: 'MaxRuntimeExceeded' });
  expect(end.ModelArtifacts?.S3ModelArtifacts).toMatch(/endless\/output\/model\.tar\.gz$/);
  expect(await jobLog(engine, 'endless')).toEqual(['on and on']);
});

test('stop: the script hears SIGTERM and has time to save', async () => {
  await createJob(engine, 'stop', {
    files: {
      'train.py': `
import os, signal, sys, time
def end(*_):
    print("saving")
    open(os.path.join(os.environ["SM_MODEL_DIR"], "m"), "w").write("1")
    sys.exit(0)
signal.signal(signal.SIGTERM, end)
print("ready")
while True: time.sleep(0.05)
`,
    },
  });
  await until(
    () => jobLog(engine, 'stop').catch((): string[] => []),
    (log) => log.includes('ready'),
  );
  await engine.sagemaker.send(new StopTrainingJobCommand({ TrainingJobName: 'stop' }));
  expect((await describeJob(engine, 'stop')).TrainingJobStatus).toMatch(/^Stop/);
  const end = await jobEnd(engine, 'stop');
  expect(end).toMatchObject({ TrainingJobStatus: 'Stopped', SecondaryStatus: 'Stopped' });
  expect(end.SecondaryStatusTransitions?.map(({ Status }) => Status).slice(-4)).toEqual([
    ...['Training', 'Stopping', 'Uploading', 'Stopped'],
  ]);
  expect(end.ModelArtifacts).toBeDefined();
  expect(await jobLog(engine, 'stop')).toEqual(['ready', 'saving']);
});

test('CreateTrainingJob refuses a metric that is no regular expression', async () => {
  const job = createJob(engine, 'bad-metric', {
    files: { 'train.py': '' },
    AlgorithmSpecification: {
      TrainingImage: 'sagemaker-local/python:3',
      TrainingInputMode: 'File',
      MetricDefinitions: [{ Name: 'm', Regex: '(' }],
    },
  });
  await expect(job).rejects.toMatchObject({ name: 'ValidationException' });
});
