import {
  CreateDomainCommand,
  CreateMlflowAppCommand,
  CreateMlflowTrackingServerCommand,
  CreatePartnerAppCommand,
  CreatePartnerAppPresignedUrlCommand,
  CreatePresignedMlflowAppUrlCommand,
  CreatePresignedMlflowTrackingServerUrlCommand,
  DeleteMlflowAppCommand,
  DeleteMlflowTrackingServerCommand,
  DeletePartnerAppCommand,
  DescribeMlflowAppCommand,
  DescribeMlflowTrackingServerCommand,
  DescribePartnerAppCommand,
  ListMlflowAppsCommand,
  type ListMlflowAppsCommandInput,
  ListMlflowTrackingServersCommand,
  ListPartnerAppsCommand,
  ListTagsCommand,
  type SageMakerClient,
  StartMlflowTrackingServerCommand,
  StopMlflowTrackingServerCommand,
  UpdateMlflowAppCommand,
  UpdateMlflowTrackingServerCommand,
  UpdatePartnerAppCommand,
} from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine, until } from '../harness.ts';
import { complete } from './complete.ts';

const ROLE = 'arn:aws:iam::000000000000:role/SageMaker';
const STORE = 's3://bucket/mlflow';
let engine: TestEngine;
let sm: SageMakerClient;

beforeAll(async () => {
  engine = await startEngine('--status-delay', '0');
  sm = complete(engine.sagemaker);
});
afterAll(() => engine.stop());

const text = async (url: string | undefined): Promise<string> => (await fetch(url ?? '')).text();

describe('MLflow tracking servers', () => {
  const name = { TrackingServerName: 'track' };
  const described = () => sm.send(new DescribeMlflowTrackingServerCommand(name));
  const reaches = (status: string) =>
    until(described, ({ TrackingServerStatus }) => TrackingServerStatus === status);

  it('are created, stopped, updated, started and deleted', async () => {
    const create = { ...name, ArtifactStoreUri: STORE, RoleArn: ROLE };
    const { TrackingServerArn } = await sm.send(new CreateMlflowTrackingServerCommand(create));
    expect(TrackingServerArn).toBe('arn:aws:sagemaker:us-east-1:000000000000:mlflow-tracking-server/track');
    await expect(sm.send(new CreateMlflowTrackingServerCommand(create))).rejects.toMatchObject({
      name: 'ValidationException',
    });
    expect(await reaches('Created')).toMatchObject({
      ArtifactStoreUri: STORE,
      RoleArn: ROLE,
      TrackingServerSize: 'Small',
      IsActive: 'Active',
      AutomaticModelRegistration: false,
    });
    const { AuthorizedUrl } = await sm.send(new CreatePresignedMlflowTrackingServerUrlCommand(name));
    expect(await text(AuthorizedUrl)).toContain('does not run an MLflow tracking server');
    await expect(sm.send(new StartMlflowTrackingServerCommand(name))).rejects.toMatchObject({
      name: 'ConflictException',
    });
    await sm.send(new StopMlflowTrackingServerCommand(name));
    expect((await reaches('Stopped')).IsActive).toBe('Inactive');
    await expect(sm.send(new CreatePresignedMlflowTrackingServerUrlCommand(name))).rejects.toMatchObject({
      name: 'ValidationException',
    });
    await expect(sm.send(new StopMlflowTrackingServerCommand(name))).rejects.toMatchObject({
      name: 'ConflictException',
    });
    await sm.send(new UpdateMlflowTrackingServerCommand({ ...name, TrackingServerSize: 'Large' }));
    expect(await reaches('Updated')).toMatchObject({ TrackingServerSize: 'Large', IsActive: 'Inactive' });
    await sm.send(new StartMlflowTrackingServerCommand(name));
    expect((await reaches('Started')).IsActive).toBe('Active');
    const list = async (TrackingServerStatus: 'Started' | 'Stopped'): Promise<number | undefined> =>
      (await sm.send(new ListMlflowTrackingServersCommand({ TrackingServerStatus }))).TrackingServerSummaries
        ?.length;
    expect([await list('Started'), await list('Stopped')]).toEqual([1, 0]);
    const deleted = await sm.send(new DeleteMlflowTrackingServerCommand(name));
    expect(deleted.TrackingServerArn).toBe(TrackingServerArn);
    await until(
      () => list('Started'),
      (count) => count === 0,
    );
    await until(
      async () => (await sm.send(new ListMlflowTrackingServersCommand({}))).TrackingServerSummaries?.length,
      (count) => count === 0,
    );
    await expect(described()).rejects.toMatchObject({ name: 'ResourceNotFound' });
  });
});

describe('MLflow apps', () => {
  const names = async (filter: ListMlflowAppsCommandInput): Promise<(string | undefined)[]> =>
    ((await sm.send(new ListMlflowAppsCommand(filter))).Summaries ?? []).map(({ Name }) => Name);

  it('are named by their ARN, and can be renamed', async () => {
    const { DomainId = '' } = await sm.send(
      new CreateDomainCommand({ DomainName: 'd', AuthMode: 'IAM', DefaultUserSettings: {} }),
    );
    const create = { Name: 'flow', ArtifactStoreUri: STORE, RoleArn: ROLE };
    await expect(
      sm.send(new CreateMlflowAppCommand({ ...create, DefaultDomainIdList: ['d-none'] })),
    ).rejects.toMatchObject({ name: 'ValidationException' });
    const { Arn = '' } = await sm.send(
      new CreateMlflowAppCommand({ ...create, DefaultDomainIdList: [DomainId] }),
    );
    await sm.send(new CreateMlflowAppCommand({ ...create, Name: 'alpha' }));
    expect(Arn).toMatch(/:mlflow-app\/app-[A-Z0-9]{12}$/);
    const described = () => sm.send(new DescribeMlflowAppCommand({ Arn }));
    await until(described, ({ Status }) => Status === 'Created');
    await sm.send(new UpdateMlflowAppCommand({ Arn, Name: 'stream', AccountDefaultStatus: 'ENABLED' }));
    expect(await until(described, ({ Status }) => Status === 'Updated')).toMatchObject({
      Name: 'stream',
      ArtifactStoreUri: STORE,
      AccountDefaultStatus: 'ENABLED',
      ModelRegistrationMode: 'AutoModelRegistrationDisabled',
    });
    expect(await names({ SortBy: 'Name', SortOrder: 'Ascending' })).toEqual(['alpha', 'stream']);
    expect(await names({ DefaultForDomainId: DomainId })).toEqual(['stream']);
    expect(await names({ AccountDefaultStatus: 'DISABLED' })).toEqual(['alpha']);
    const { AuthorizedUrl } = await sm.send(new CreatePresignedMlflowAppUrlCommand({ Arn }));
    expect(await text(AuthorizedUrl)).toContain('does not run an MLflow app');
    expect((await sm.send(new DeleteMlflowAppCommand({ Arn }))).Arn).toBe(Arn);
    await until(
      () => names({}),
      (left) => left.length === 1,
    );
    await expect(described()).rejects.toMatchObject({ name: 'ResourceNotFound' });
  });
});

describe('partner apps', () => {
  it('are created once for a token, updated with tags and deleted', async () => {
    const create = new CreatePartnerAppCommand({
      Name: 'comet1',
      Type: 'comet',
      ExecutionRoleArn: ROLE,
      Tier: 'small',
      AuthType: 'IAM',
      ClientToken: 'token-1',
      ApplicationConfig: { AdminUsers: ['ann'] },
    });
    const { Arn = '' } = await sm.send(create);
    expect(Arn).toMatch(/:partner-app\/app-[A-Z0-9]{12}$/);
    expect((await sm.send(create)).Arn).toBe(Arn);
    const again = new CreatePartnerAppCommand({ ...create.input, ClientToken: 'token-2' });
    await expect(sm.send(again)).rejects.toMatchObject({ name: 'ConflictException' });
    const described = () => sm.send(new DescribePartnerAppCommand({ Arn }));
    const reaches = () => until(described, ({ Status }) => Status === 'Available');
    expect(await reaches()).toMatchObject({
      Name: 'comet1',
      Tier: 'small',
      EnableIamSessionBasedIdentity: false,
      ApplicationConfig: { AdminUsers: ['ann'] },
    });
    await expect(sm.send(new UpdatePartnerAppCommand({ Arn, AppVersion: '9.9.9' }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
    await sm.send(
      new UpdatePartnerAppCommand({
        Arn,
        Tier: 'large',
        ApplicationConfig: { Arguments: { a: 'b' } },
        Tags: [{ Key: 'k', Value: 'v' }],
      }),
    );
    expect(await reaches()).toMatchObject({
      Tier: 'large',
      ApplicationConfig: { AdminUsers: ['ann'], Arguments: { a: 'b' } },
    });
    const { Tags } = await sm.send(new ListTagsCommand({ ResourceArn: Arn }));
    expect(Tags).toEqual([{ Key: 'k', Value: 'v' }]);
    const { Url } = await sm.send(new CreatePartnerAppPresignedUrlCommand({ Arn }));
    expect(await text(Url)).toContain('does not run');
    const count = async (): Promise<number | undefined> =>
      (await sm.send(new ListPartnerAppsCommand({}))).Summaries?.length;
    expect(await count()).toBe(1);
    await sm.send(new DeletePartnerAppCommand({ Arn }));
    await until(count, (left) => left === 0);
    await expect(described()).rejects.toMatchObject({ name: 'ResourceNotFound' });
  });
});
