import { describe, expect, it } from 'vitest';
import { debugConfiguration, debugFolders } from '../../../../src/launch/debug/debugConfiguration.ts';
import type { LaunchSpec } from '../../../../src/launch/spec/launchSpec.ts';
import { newSpec } from '../../../../src/launch/spec/newSpec.ts';

const folders = debugFolders('/tmp/session');
const spec: LaunchSpec = {
  ...newSpec('/home/me/project', 'src/train.py'),
  hyperparameters: {
    epochs: 3,
    'learning-rate': 0.1,
    n: 'two words',
    shuffle: true,
    layers: [1, 'a'],
    options: { b: 2, a: 1 },
    none: null,
    sagemaker_program: 'x',
  },
  channels: [{ name: 'train', source: { path: '/data/train' } }],
  request: { Environment: { NCCL_DEBUG: 'INFO' } },
};

describe('debugConfiguration', () => {
  it('runs the person’s own file with the arguments that the training toolkit passes', () => {
    const { program, cwd, args, type } = debugConfiguration(spec, folders);
    expect({ program, cwd, type }).toEqual({
      program: '/home/me/project/src/train.py',
      cwd: '/home/me/project',
      type: 'debugpy',
    });
    expect(args).toEqual([
      ...['--epochs', '3', '--layers', "[1, 'a']", '--learning-rate', '0.1', '-n', 'two words'],
      ...['--none', '', '--options', 'a=1,b=2', '--shuffle', 'True'],
    ]);
  });

  it('gives it SageMaker’s environment, and the launch’s own', () => {
    const { env } = debugConfiguration(spec, folders);
    expect(env).toMatchObject({
      NCCL_DEBUG: 'INFO',
      SM_MODEL_DIR: '/tmp/session/model',
      SM_OUTPUT_DATA_DIR: '/tmp/session/output/data',
      SM_CHANNEL_TRAIN: '/data/train',
      SM_CHANNELS: '["train"]',
      SM_HP_EPOCHS: '3',
      'SM_HP_LEARNING-RATE': '0.1',
    });
    expect(JSON.parse(env['SM_HPS'] ?? '')).toMatchObject({ epochs: 3, shuffle: true });
    expect(env['SM_HPS']).not.toContain('sagemaker_program');
  });

  it('says what only a job can have', () => {
    const dataSource = { S3DataSource: { S3DataType: 'S3Prefix' as const, S3Uri: 's3://bucket/data' } };
    const remote = { ...spec, channels: [{ name: 'train', source: { dataSource } }] };
    expect(() => debugConfiguration(remote, folders)).toThrow('"train" is not on this disk');
    expect(() => debugConfiguration({ ...spec, script: 'train.sh' }, folders)).toThrow(
      'Only a Python script',
    );
  });
});
