import { describe, expect, it } from 'vitest';
import { debugSession, type DebugPlace } from '../../../../src/launch/debug/debugConfiguration.ts';
import { debugFolders } from '../../../../src/launch/debug/debugFolders.ts';
import type { LaunchSpec } from '../../../../src/launch/spec/launchSpec.ts';
import { newSpec } from '../../../../src/launch/spec/newSpec.ts';

const place: DebugPlace = {
  folders: debugFolders('/tmp/session', { train: '/data/train' }),
  jobName: 'train-1',
  jobArn: 'arn:aws:sagemaker:eu-west-1:000000000000:training-job/train-1',
  isPackage: false,
  region: 'eu-west-1',
  cpus: 4,
  gpus: 0,
  environment: { AWS_REGION: 'eu-west-1' },
};
const spec: LaunchSpec = {
  ...newSpec('/home/me/project', 'src/train.py'),
  hyperparameters: {
    epochs: 3,
    'learning-rate': 0.00001,
    n: 'two words',
    shuffle: true,
    layers: [1, 'a'],
    options: { b: 2, a: 1 },
    none: null,
  },
  channels: [{ name: 'train', source: { path: '/data/train' } }],
  request: {
    Environment: { NCCL_DEBUG: 'INFO' },
    ResourceConfig: { InstanceType: 'ml.g5.2xlarge', InstanceCount: 4, VolumeSizeInGB: 30 },
  },
};

describe('debugSession', () => {
  it('runs the person’s own file with the arguments that the training toolkit passes', () => {
    const { program, cwd, args, type } = debugSession(spec, place).configuration;
    expect({ program, cwd, type }).toEqual({
      program: '/home/me/project/src/train.py',
      cwd: '/home/me/project',
      type: 'debugpy',
    });
    expect(args).toEqual([
      ...['--epochs', '3', '--layers', "[1, 'a']", '--learning-rate', '1e-05', '-n', 'two words'],
      ...['--none', '', '--options', 'a=1,b=2', '--shuffle', 'True'],
    ]);
  });

  it('gives it the environment of the one host of a job, and the launch’s own', () => {
    const { env } = debugSession(spec, place).configuration;
    expect(env).toMatchObject({
      AWS_REGION: 'eu-west-1',
      NCCL_DEBUG: 'INFO',
      PYTHONPATH: '/home/me/project:${env:PYTHONPATH}',
      SM_CHANNELS: '["train"]',
      SM_CHANNEL_TRAIN: '/data/train',
      SM_CURRENT_INSTANCE_TYPE: 'ml.g5.2xlarge',
      SM_HOSTS: '["algo-1"]',
      SM_HP_EPOCHS: '3',
      'SM_HP_LEARNING-RATE': '1e-05',
      SM_INPUT_CONFIG_DIR: '/tmp/session/input/config',
      SM_INPUT_DATA_CONFIG:
        '{"train":{"RecordWrapperType":"None","S3DistributionType":"FullyReplicated","TrainingInputMode":"File"}}',
      SM_MODEL_DIR: '/tmp/session/model',
      SM_MODULE_DIR: '/home/me/project',
      SM_NUM_CPUS: '4',
      SM_OUTPUT_DATA_DIR: '/tmp/session/output/data',
      SM_USER_ENTRY_POINT: 'src/train.py',
      TRAINING_JOB_NAME: 'train-1',
    });
    expect(env['SM_HPS']).toContain('"shuffle":true');
    expect(env['SM_HPS']).not.toContain('sagemaker_program');
  });

  it('writes what a job finds below /opt/ml/input/config', () => {
    const { files } = debugSession(spec, place);
    expect(files).toMatchObject({
      hyperparameters: { epochs: '3', n: '"two words"' },
      resourceconfig: { hosts: ['algo-1'], current_instance_type: 'ml.g5.2xlarge' },
      inputdataconfig: { train: { TrainingInputMode: 'File' } },
    });
  });

  it('runs a package’s script as a module, as a job does', () => {
    const { configuration } = debugSession(spec, { ...place, isPackage: true });
    expect(configuration).toMatchObject({ module: 'src.train', cwd: '/home/me/project' });
    expect(configuration).not.toHaveProperty('program');
  });

  it('finds what a job would below /opt/ml in its own folder', () => {
    const request = {
      ...spec.request,
      CheckpointConfig: { S3Uri: 's3://b/c' },
      Environment: {
        CACHE: '/opt/ml/cache',
        ML: '/opt/ml',
        OUT: '/opt/ml/../x',
        SAGEMAKER_TRAINING_MODULE: 'm:f',
      },
    };
    const { configuration, files } = debugSession({ ...spec, request }, place);
    expect(configuration.env).toMatchObject({
      CACHE: '/tmp/session/cache',
      ML: '/tmp/session',
      OUT: '/opt/ml/../x',
      SM_FRAMEWORK_MODULE: 'm:f',
      TRAINING_JOB_ARN: place.jobArn,
    });
    expect(files['checkpointconfig']).toEqual({ LocalPath: '/tmp/session/checkpoints' });
  });

  it('says what it cannot run', () => {
    expect(() => debugSession({ ...spec, script: 'train.sh' }, place)).toThrow('Only a Python script');
  });
});
