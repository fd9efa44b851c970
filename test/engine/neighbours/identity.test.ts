import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetUserCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from '@aws-sdk/client-iam';
import { CreateBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { ListModelsCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import {
  AssumeRoleCommand,
  type Credentials,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine } from '../harness.ts';

const statement = (principal: object) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }],
  });
const SAGEMAKER = statement({ Service: 'sagemaker.amazonaws.com' });
const ACCOUNT = statement({ AWS: 'arn:aws:iam::000000000000:root' });
const PERMISSIONS = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
});
const FULL_ACCESS = 'arn:aws:iam::aws:policy/AmazonSageMakerFullAccess';

let engine: TestEngine;
let iam: IAMClient;

beforeAll(async () => {
  engine = await startEngine();
  iam = new IAMClient(engine.clientConfig);
});
afterAll(async () => {
  iam.destroy();
  await engine.stop();
});

const create = (RoleName: string, more: object = {}) =>
  iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: SAGEMAKER, ...more }));

describe('IAM', () => {
  it('keeps roles as they are made and changed', async () => {
    const { Role } = await create('trainer', {
      ...{ Path: '/service-role/', Description: 'trains & more', MaxSessionDuration: 7200 },
      Tags: [{ Key: 'team', Value: 'a' }],
    });
    expect(Role).toMatchObject({
      ...{ RoleName: 'trainer', Path: '/service-role/', Description: 'trains & more' },
      Arn: 'arn:aws:iam::000000000000:role/service-role/trainer',
      ...{ MaxSessionDuration: 7200, Tags: [{ Key: 'team', Value: 'a' }] },
    });
    expect(Role?.RoleId).toMatch(/^AROA[A-Z2-7]{16}$/);
    expect(Math.abs(Date.now() - (Role?.CreateDate?.getTime() ?? 0))).toBeLessThan(60_000);
    await engine.restart();
    iam = new IAMClient(engine.clientConfig);
    const found = (await iam.send(new GetRoleCommand({ RoleName: 'trainer' }))).Role;
    expect(found).toMatchObject({ RoleId: Role?.RoleId, Tags: [{ Key: 'team', Value: 'a' }] });
    expect(decodeURIComponent(found?.AssumeRolePolicyDocument ?? '')).toBe(SAGEMAKER);

    await iam.send(new UpdateRoleCommand({ RoleName: 'trainer', Description: 'else' }));
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'trainer', PolicyDocument: ACCOUNT }));
    const changed = (await iam.send(new GetRoleCommand({ RoleName: 'trainer' }))).Role;
    expect(changed).toMatchObject({ Description: 'else', MaxSessionDuration: 7200 });
    expect(decodeURIComponent(changed?.AssumeRolePolicyDocument ?? '')).toBe(ACCOUNT);
  });

  it('lists them by path, page by page', async () => {
    for (const name of ['p1', 'P2', 'p3', 'p4', 'p5']) await create(name, { Path: '/pages/' });
    const names: (string | undefined)[] = [];
    let Marker: string | undefined;
    do {
      const page = await iam.send(
        new ListRolesCommand({ PathPrefix: '/pages/', MaxItems: 2, ...(Marker !== undefined && { Marker }) }),
      );
      names.push(...(page.Roles ?? []).map(({ RoleName }) => RoleName));
      expect(page.IsTruncated).toBe(page.Marker !== undefined);
      ({ Marker } = page);
      // What comes meanwhile does not disturb: it is before the marker.
      if (names.length === 2) await create('p0', { Path: '/pages/' });
    } while (Marker !== undefined);
    expect(names).toEqual(['p1', 'P2', 'p3', 'p4', 'p5']);
    const { Roles = [] } = await iam.send(new ListRolesCommand({}));
    expect(Roles.map(({ RoleName }) => RoleName)).toEqual(['p0', 'p1', 'P2', 'p3', 'p4', 'p5', 'trainer']);
  });

  it('attaches, embeds and tags', async () => {
    const RoleName = 'policies';
    await create(RoleName);
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: FULL_ACCESS }));
    expect((await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }))).AttachedPolicies).toEqual([
      { PolicyName: 'AmazonSageMakerFullAccess', PolicyArn: FULL_ACCESS },
    ]);
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'own', PolicyDocument: PERMISSIONS }));
    expect((await iam.send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames).toEqual(['own']);
    const inline = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: 'own' }));
    expect(decodeURIComponent(inline.PolicyDocument ?? '')).toBe(PERMISSIONS);
    await iam.send(
      new TagRoleCommand({
        RoleName,
        Tags: [
          { Key: 'a', Value: '1' },
          { Key: 'b', Value: '2' },
        ],
      }),
    );
    await iam.send(new TagRoleCommand({ RoleName, Tags: [{ Key: 'a', Value: '3' }] }));
    await iam.send(new UntagRoleCommand({ RoleName, TagKeys: ['b'] }));
    expect((await iam.send(new ListRoleTagsCommand({ RoleName }))).Tags).toEqual([{ Key: 'a', Value: '3' }]);

    const remove = () => iam.send(new DeleteRoleCommand({ RoleName }));
    await expect(remove()).rejects.toMatchObject({ name: 'DeleteConflictException' });
    await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'own' }));
    await expect(remove()).rejects.toMatchObject({ name: 'DeleteConflictException' });
    await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn: FULL_ACCESS }));
    await remove();
    await expect(iam.send(new GetRoleCommand({ RoleName }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: 'The role with name policies cannot be found.',
    });
  });

  it('refuses what IAM refuses', async () => {
    await create('taken');
    await expect(create('TAKEN')).rejects.toMatchObject({ name: 'EntityAlreadyExistsException' });
    for (const AssumeRolePolicyDocument of ['{', '{}', PERMISSIONS]) {
      await expect(create('bad', { AssumeRolePolicyDocument })).rejects.toMatchObject({
        name: 'MalformedPolicyDocumentException',
      });
    }
    await expect(create('not/a name')).rejects.toMatchObject({ name: 'ValidationError' });
    const RoleName = 'taken';
    const own = 'arn:aws:iam::000000000000:policy/none';
    await expect(iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: own }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    });
    await expect(
      iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'x', PolicyDocument: SAGEMAKER })),
    ).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException' });
  });

  it('knows its one user', async () => {
    const { User } = await iam.send(new GetUserCommand({}));
    expect(User).toMatchObject({
      UserName: 'sagemaker-local',
      Arn: 'arn:aws:iam::000000000000:user/sagemaker-local',
    });
    await expect(iam.send(new GetUserCommand({ UserName: 'else' }))).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    });
  });
});

describe('STS', () => {
  const assume = (RoleArn: string, more: object = {}) =>
    engine.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'session', ...more }));
  const configOf = (given: Credentials | undefined, change: object = {}) => ({
    ...engine.clientConfig,
    credentials: {
      accessKeyId: given?.AccessKeyId ?? '',
      secretAccessKey: given?.SecretAccessKey ?? '',
      sessionToken: given?.SessionToken ?? '',
      ...change,
    },
  });

  it('hands out keys that every service takes, also after a crash', async () => {
    const { Role } = await create('assumed', { AssumeRolePolicyDocument: ACCOUNT });
    const { Credentials, AssumedRoleUser } = await assume(Role?.Arn ?? '');
    expect(Credentials?.AccessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect((Credentials?.Expiration?.getTime() ?? 0) - Date.now()).toBeGreaterThan(3_500_000);
    expect(AssumedRoleUser?.AssumedRoleId).toBe(`${Role?.RoleId ?? ''}:session`);
    await engine.restart();
    iam = new IAMClient(engine.clientConfig);
    const config = configOf(Credentials);
    expect(await new STSClient(config).send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: '000000000000',
      Arn: 'arn:aws:sts::000000000000:assumed-role/assumed/session',
      UserId: AssumedRoleUser?.AssumedRoleId,
    });
    const s3 = new S3Client({ ...config, forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: 'by-role' }));
    const { Buckets = [] } = await engine.s3.send(new ListBucketsCommand({}));
    expect(Buckets.map(({ Name }) => Name)).toContain('by-role');
    await new SageMakerClient(config).send(new ListModelsCommand({}));
  });

  it('believes them only with their own token and secret', async () => {
    const { Credentials } = await engine.sts.send(new GetSessionTokenCommand({ DurationSeconds: 900 }));
    const identity = await new STSClient(configOf(Credentials)).send(new GetCallerIdentityCommand({}));
    expect(identity.Arn).toBe('arn:aws:iam::000000000000:user/sagemaker-local');
    const wrong = (change: object) => configOf(Credentials, change);
    await expect(
      new STSClient(wrong({ sessionToken: 'made up' })).send(new GetCallerIdentityCommand({})),
    ).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
    await expect(
      new SageMakerClient(wrong({ sessionToken: undefined })).send(new ListModelsCommand({})),
    ).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
    await expect(
      new S3Client({ ...wrong({ sessionToken: 'made up' }), forcePathStyle: true }).send(
        new ListBucketsCommand({}),
      ),
    ).rejects.toMatchObject({ name: 'InvalidToken' });
    await expect(
      new STSClient(wrong({ secretAccessKey: 'made up' })).send(new GetCallerIdentityCommand({})),
    ).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' });
  });

  it('refuses roles that are not there or do not trust, and too long sessions', async () => {
    await create('sagemaker-only');
    for (const name of ['none', 'sagemaker-only']) {
      await expect(assume(`arn:aws:iam::000000000000:role/${name}`)).rejects.toMatchObject({
        name: 'AccessDenied',
      });
    }
    await create('short', { AssumeRolePolicyDocument: ACCOUNT });
    await expect(
      assume('arn:aws:iam::000000000000:role/short', { DurationSeconds: 7200 }),
    ).rejects.toMatchObject({ name: 'ValidationError' });
  });
});
