import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CopiedLaunch } from '../../../../src/launch/spec/copiedLaunch.ts';
import { copyAs } from '../../../../src/launch/spec/copyAs.ts';
import { createTrainingJobRequest } from '../../../../src/launch/spec/createTrainingJobRequest.ts';
import type { LaunchSpec } from '../../../../src/launch/spec/launchSpec.ts';
import { pythonLiteral } from '../../../../src/launch/spec/pythonLiteral.ts';
import { places, validSpec, withRequest } from './samples.ts';

const tricky: LaunchSpec = {
  ...withRequest({
    Environment: { QUOTE: `it's "here" \\ $HOME \`x\`\n`, UNICODE: 'ä\u2028🙂' },
    EnableManagedSpotTraining: false,
    MlflowConfig: { MlflowResourceArn: 'arn:aws:sagemaker:us-east-1:000000000000:mlflow-app/x' },
    DebugHookConfig: { S3OutputPath: 's3://b/d', CollectionConfigurations: [{ CollectionName: 'losses' }] },
    ProfilerConfig: { S3OutputPath: 's3://b/p', ProfilingIntervalInMilliseconds: 500 },
    ExperimentConfig: { ExperimentName: 'e' },
  }),
  hyperparameters: { name: `o'brien "x"`, epochs: 3, deep: { a: [true, null] } },
  channels: [
    {
      name: 'train',
      source: { path: `/home/me/it's` },
      options: { InputMode: 'FastFile', ShuffleConfig: { Seed: 1 } },
    },
    {
      name: 'fs',
      source: {
        dataSource: {
          FileSystemDataSource: {
            FileSystemId: 'fs-0123456789',
            FileSystemAccessMode: 'ro',
            FileSystemType: 'EFS',
            DirectoryPath: '/',
          },
        },
      },
    },
  ],
};

function launchOf(spec: LaunchSpec): CopiedLaunch {
  return { spec, places, request: createTrainingJobRequest(spec, places, 'j-1') };
}

const hasPython = spawnSync('python3', ['--version']).status === 0;
if (!hasPython) console.warn('No python3 here: what is copied as Python is not run.');

/** What a Python program prints, as JSON. */
function python(program: string): unknown {
  const { stdout, stderr, status } = spawnSync('python3', ['-c', program], {
    encoding: 'utf8',
    env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
  });
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout);
}

/** Stands for boto3 and the SageMaker SDK, and prints what it was called with. */
const witness = `
import json, sys, types
calls = []
class Any:
    def __init__(self, name): self._name = name
    def __call__(self, *args, **named):
        calls.append([self._name, [a for a in args if not isinstance(a, Any)], {k: v for k, v in named.items() if not isinstance(v, Any)}])
        return Any(self._name + '()')
    def __getattr__(self, name): return Any(self._name + '.' + name)
    def __getitem__(self, key): return 'arn'
for name in ['boto3', 'sagemaker', 'sagemaker.estimator', 'sagemaker.inputs', 'sagemaker.debugger']:
    module = types.ModuleType(name); module.__path__ = []
    module.__getattr__ = (lambda name: lambda member: Any(name + '.' + member) if not member.startswith('__') else (_ for _ in ()).throw(AttributeError(member)))(name)
    sys.modules[name] = module
out, sys.stdout = sys.stdout, sys.stderr
`;

describe('copyAs', () => {
  it('JSON is the request itself', () => {
    const launch = launchOf(tricky);
    expect(JSON.parse(copyAs('json', launch))).toEqual(launch.request);
  });

  it('the AWS CLI gets the request through a shell as it is', () => {
    const launch = launchOf(tricky);
    const text = copyAs('cli', launch);
    // `aws` stands for a program that prints the argument after --cli-input-json.
    const shell = `aws() { while [ "$1" != --cli-input-json ]; do shift; done; printf %s "$2"; }\n${text}`;
    const { stdout, status, stderr } = spawnSync('sh', ['-c', shell], { encoding: 'utf8' });
    expect(status, stderr).toBe(0);
    expect(JSON.parse(stdout)).toEqual(launch.request);
    expect(text).toMatch(
      /^# These must be in S3 first; a launch uploads them:\n# {3}\/home\/me\/penguins {2}→ {2}s3:/,
    );
  });

  it('the AWS CLI gets a request that no argument can hold from a file', () => {
    const values = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`p${i}`, 'x'.repeat(2400)]));
    const launch = launchOf({ ...tricky, hyperparameters: values });
    const shell = `aws() { while [ "$1" != --cli-input-json ]; do shift; done; cat "\${2#file://}"; }`;
    const script = `${shell}\n${copyAs('cli', launch)}`;
    const { stdout, status, stderr } = spawnSync('sh', [], { encoding: 'utf8', input: script });
    expect(status, stderr).toBe(0);
    expect(JSON.parse(stdout)).toEqual(launch.request);
  });

  it.runIf(hasPython)('boto3 is called with the request', () => {
    const launch = launchOf(tricky);
    const calls = python(
      `${witness}\n${copyAs('boto3', launch)}\nprint(json.dumps(calls, default=lambda o: o._name), file=out)`,
    );
    expect(calls).toEqual([
      ['boto3.client', ['sagemaker'], { region_name: 'us-east-1' }],
      ['boto3.client().create_training_job', [], launch.request],
    ]);
  });

  it.runIf(hasPython)('the SageMaker SDK’s Estimator gets the same, and what it cannot say is named', () => {
    const launch = launchOf(tricky);
    const text = copyAs('sagemaker-sdk', launch);
    expect(text).toContain('# Estimator has no parameter for: MlflowConfig.MlflowResourceArn.');
    const calls = python(
      `${witness}\n${text}\nprint(json.dumps(calls, default=lambda o: o._name), file=out)`,
    ) as [string, unknown[], Record<string, unknown>][];
    const of = (name: string) => calls.find(([called]) => called === name);
    expect(of('sagemaker.estimator.Estimator')?.[2]).toEqual({
      image_uri: 'sagemaker-local/python:3',
      role: launch.request.RoleArn,
      instance_count: 1,
      instance_type: 'ml.m5.large',
      volume_size: 30,
      max_run: 86400,
      input_mode: 'File',
      output_path: 's3://sagemaker-us-east-1-000000000000',
      use_spot_instances: false,
      environment: tricky.request.Environment,
      entry_point: 'train.py',
      source_dir: '/home/me/penguins',
      hyperparameters: tricky.hyperparameters,
    });
    expect(of('sagemaker.debugger.DebuggerHookConfig')?.[2]).toMatchObject({ s3_output_path: 's3://b/d' });
    expect(of('sagemaker.inputs.FileSystemInput')?.[2]).toMatchObject({ file_system_id: 'fs-0123456789' });
    expect(of('sagemaker.estimator.Estimator().fit')?.[2]).toMatchObject({
      job_name: 'j-1',
      wait: false,
      experiment_config: { ExperimentName: 'e' },
    });
  });

  it.runIf(hasPython)('writes any JSON as Python', () => {
    const values = fc.sample(fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' })), 300);
    const read = python(
      `import json\nprint(json.dumps([${values.map((value) => pythonLiteral(value)).join(',\n')}]))`,
    );
    expect(read).toEqual(JSON.parse(JSON.stringify(values)));
  });

  it('says nothing of files when there are none', () => {
    expect(
      copyAs('cli', launchOf({ ...validSpec(), sourceFolder: '', sourceUri: 's3://b/s.tar.gz' })),
    ).toMatch(/^aws sagemaker/);
  });
});
