import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configSources } from '../../../src/connection/defaults/configFiles.ts';
import { loadDefaults } from '../../../src/connection/defaults/loadDefaults.ts';
import { parseConfig } from '../../../src/connection/defaults/parseConfig.ts';

const admin = `
SchemaVersion: '1.0'
SageMaker:
  PythonSDK:
    Modules:
      Session:
        DefaultS3Bucket: company-bucket
        DefaultS3ObjectKeyPrefix: /team/
  TrainingJob:
    RoleArn: arn:aws:iam::111122223333:role/Company
    VpcConfig:
      Subnets: [subnet-1, subnet-2]
      SecurityGroupIds: [sg-1]
    ResourceConfig:
      VolumeKmsKeyId: key-1
`;
const user = `
SchemaVersion: '1.0'
SageMaker:
  TrainingJob:
    RoleArn: arn:aws:iam::111122223333:role/Mine
    EnableNetworkIsolation: true
    VpcConfig:
      Subnets: [subnet-9]
`;

const noS3 = { s3: () => Promise.reject(new Error('S3 is not asked here')) };

describe('the defaults', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'defaults-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const load = (...files: string[]) =>
    loadDefaults(
      files.map((location) => ({ location, named: true })),
      noS3,
    );

  it('are merged, later files over earlier ones, lists whole', async () => {
    const [first, second] = [join(folder, 'admin.yaml'), join(folder, 'user')];
    await writeFile(first, admin);
    await mkdir(second);
    await writeFile(join(second, 'config.yaml'), user);
    const { defaults, problems } = await load(first, second);
    expect(problems).toEqual([]);
    expect(defaults).toMatchObject({
      bucket: 'company-bucket',
      bucketPrefix: 'team',
      training: {
        roleArn: 'arn:aws:iam::111122223333:role/Mine',
        vpc: { subnets: ['subnet-9'], securityGroupIds: ['sg-1'] },
        volumeKmsKeyId: 'key-1',
        networkIsolation: true,
        encryptTraffic: undefined,
      },
    });
  });

  it('go on without a file that is broken, and name its line', async () => {
    const [first, second] = [join(folder, 'broken.yaml'), join(folder, 'good.yaml')];
    await writeFile(first, "SchemaVersion: '1.0'\nSageMaker:\n  TrainingJob: [\n");
    await writeFile(second, user);
    const { defaults, problems } = await load(first, second, join(folder, 'missing.yaml'));
    expect(defaults.training.roleArn).toBe('arn:aws:iam::111122223333:role/Mine');
    expect(problems.map(({ file, line }) => [file, line])).toEqual([
      [first, 4],
      [join(folder, 'missing.yaml'), undefined],
    ]);
    expect(problems[1]?.message).toMatch(/cannot be read/);
  });

  it('go on without a value that does not fit', async () => {
    const text = `SchemaVersion: '1.0'\nSageMaker:\n  TrainingJob:\n    RoleArn: Mine\n    EnableNetworkIsolation: false\n`;
    const { tree, problems } = await parseConfig('config.yaml', text);
    expect(tree).toEqual({ SageMaker: { TrainingJob: { EnableNetworkIsolation: false } } });
    expect(problems).toEqual([
      {
        file: 'config.yaml',
        line: 4,
        message:
          'SageMaker.TrainingJob.RoleArn must be the ARN of a role, arn:aws:iam::<account>:role/<name>',
      },
    ]);
  });

  it('are those of schema 1.0 only', async () => {
    const { tree, problems } = await parseConfig('config.yaml', "SchemaVersion: '2.0'\n");
    expect(tree).toEqual({});
    expect(problems[0]).toMatchObject({
      line: 1,
      message: expect.stringContaining('SchemaVersion') as string,
    });
    expect((await parseConfig('config.yaml', '')).problems).toEqual([]);
    expect((await parseConfig('config.yaml', '- a list')).problems).toHaveLength(1);
  });

  it('come from the places of each system', () => {
    const at = (platform: NodeJS.Platform, environment = {}) =>
      configSources(environment, '/home/me', platform, '/code').map(({ location }) => location);
    expect(at('linux')).toEqual([
      '/etc/xdg/sagemaker/config.yaml',
      '/home/me/.config/sagemaker/config.yaml',
      '/code/.sagemaker/config.yaml',
    ]);
    expect(at('darwin')[1]).toBe('/home/me/Library/Application Support/sagemaker/config.yaml');
    expect(at('linux', { XDG_CONFIG_HOME: '/x', SAGEMAKER_ADMIN_CONFIG_OVERRIDE: 's3://b/c.yaml' })).toEqual([
      's3://b/c.yaml',
      '/x/sagemaker/config.yaml',
      '/code/.sagemaker/config.yaml',
    ]);
  });
});
