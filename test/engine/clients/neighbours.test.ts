import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine } from '../harness.ts';
import { client, hasAwsCli, hasBoto3 } from './witness.ts';

const [awsCli, boto3] = await Promise.all([hasAwsCli(), hasBoto3()]);
let engine: TestEngine;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

describe.skipIf(!boto3)('unmodified boto3', { timeout: 120_000 }, () => {
  it('finds metrics, roles, keys, quotas, targets and repositories as in AWS', async () => {
    const script = resolve('test/engine/clients/neighbours.py');
    const seen = JSON.parse(await client('python3', [script], engine.clientEnvironment)) as {
      encoding: string;
      presigned: string;
      repositories: string[];
    };
    expect(seen).toMatchObject({
      average: [[499.5], true],
      points: [[999, 899, 'None']],
      listed: ['many'],
      badPeriod: expect.stringMatching(/^InvalidParameterValue/) as string,
      roles: ['boto-0', 'boto-1', 'boto-2', 'boto-3', 'boto-4'],
      trust: true,
      ...{ noRole: 'NoSuchEntity', taken: 'EntityAlreadyExists', user: 'sagemaker-local' },
      caller: 'arn:aws:sts::000000000000:assumed-role/boto-0/boto',
      quota: expect.stringMatching(/^arn:aws:servicequotas:us-east-1:000000000000:sagemaker\/L-/) as string,
      ...{ noQuota: 'NoSuchResourceException', targets: [], noVariant: 'ValidationException' },
      ...{ images: ['3', 'latest'], noRepository: 'RepositoryNotFoundException' },
    });
    // A larger body comes compressed, whatever the protocol that this botocore prefers.
    expect(seen.encoding).toBe('gzip');
    expect(seen.repositories).toContain('sagemaker-local/python');
    const answer = await fetch(seen.presigned);
    expect(await answer.text()).toBe('content');
    expect(
      (await fetch(seen.presigned.replace(/x-amz-security-token=[^&]*/i, 'x-amz-security-token=x'))).ok,
    ).toBe(false);
  });
});

describe.skipIf(!awsCli)('the unmodified AWS CLI', { timeout: 180_000 }, () => {
  const aws = async (...args: string[]): Promise<string> =>
    (await client('aws', [...args, '--output', 'text'], engine.clientEnvironment)).trim();

  it('puts and reads metrics', async () => {
    const metric = ['--namespace', 'Cli', '--metric-name', 'm'];
    await aws('cloudwatch', 'put-metric-data', ...metric, '--value', '4', '--unit', 'Count');
    const start = new Date(Date.now() - 600_000).toISOString();
    const end = new Date(Date.now() + 600_000).toISOString();
    const points = await aws(
      ...['cloudwatch', 'get-metric-statistics', ...metric, '--statistics', 'Sum', '--period', '60'],
      ...['--start-time', start, '--end-time', end, '--query', 'Datapoints[].[Sum,Unit]'],
    );
    expect(points).toMatch(/^4(\.0)?\tCount$/);
  });

  it('makes a role, assumes it, and says who it is then', async () => {
    const trust = JSON.stringify({
      Statement: { Effect: 'Allow', Principal: { AWS: '000000000000' }, Action: 'sts:*' },
    });
    const arn = await aws(
      ...['iam', 'create-role', '--role-name', 'cli', '--assume-role-policy-document', trust],
      ...['--query', 'Role.Arn'],
    );
    const [id = '', secret = '', token = ''] = (
      await aws(
        ...['sts', 'assume-role', '--role-arn', arn, '--role-session-name', 'cli', '--query'],
        'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]',
      )
    ).split('\t');
    const who = await client('aws', ['sts', 'get-caller-identity', '--query', 'Arn', '--output', 'text'], {
      ...engine.clientEnvironment,
      ...{ AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: token },
    });
    expect(who.trim()).toBe('arn:aws:sts::000000000000:assumed-role/cli/cli');
  });
});
