import {
  AddTagsCommand,
  CreateAppCommand,
  CreateAppImageConfigCommand,
  CreateDomainCommand,
  CreatePresignedDomainUrlCommand,
  CreateSpaceCommand,
  CreateStudioLifecycleConfigCommand,
  CreateUserProfileCommand,
  DeleteAppCommand,
  DeleteAppImageConfigCommand,
  DeleteDomainCommand,
  DeleteSpaceCommand,
  DeleteStudioLifecycleConfigCommand,
  DeleteUserProfileCommand,
  DescribeAppCommand,
  DescribeAppImageConfigCommand,
  DescribeDomainCommand,
  DescribeSpaceCommand,
  DescribeStudioLifecycleConfigCommand,
  DescribeUserProfileCommand,
  ListAppImageConfigsCommand,
  ListAppsCommand,
  ListDomainsCommand,
  ListSpacesCommand,
  ListStudioLifecycleConfigsCommand,
  ListTagsCommand,
  ListUserProfilesCommand,
  type SageMakerClient,
  StartSessionCommand,
  UpdateAppImageConfigCommand,
  UpdateDomainCommand,
  UpdateSpaceCommand,
  UpdateUserProfileCommand,
} from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine, until } from '../harness.ts';
import { complete } from './complete.ts';

const ROLE = 'arn:aws:iam::000000000000:role/SageMaker';
const INSTANT = 'ml.m5.large';
let engine: TestEngine;
let sm: SageMakerClient;

beforeAll(async () => {
  engine = await startEngine('--status-delay', '0');
  sm = complete(engine.sagemaker);
});
afterAll(() => engine.stop());

async function domain(name: string, more: object = {}): Promise<string> {
  const { DomainId = '' } = await sm.send(
    new CreateDomainCommand({
      DomainName: name,
      AuthMode: 'IAM',
      DefaultUserSettings: { ExecutionRole: ROLE, SecurityGroups: ['sg-1'] },
      VpcId: 'vpc-1',
      SubnetIds: ['subnet-1'],
      ...more,
    }),
  );
  await inService(() => sm.send(new DescribeDomainCommand({ DomainId })));
  return DomainId;
}

async function inService<T extends { Status?: string | undefined }>(ask: () => Promise<T>): Promise<T> {
  return until(ask, ({ Status }) => Status === 'InService');
}

async function gone(ask: () => Promise<unknown>): Promise<void> {
  const answer = async (): Promise<string> => {
    try {
      await ask();
      return 'there';
    } catch (error) {
      return (error as Error).name;
    }
  };
  expect(await until(answer, (name) => name !== 'there')).toBe('ResourceNotFound');
}

async function user(DomainId: string, UserProfileName: string, more: object = {}): Promise<string> {
  const { UserProfileArn = '' } = await sm.send(
    new CreateUserProfileCommand({ DomainId, UserProfileName, ...more }),
  );
  await inService(() => sm.send(new DescribeUserProfileCommand({ DomainId, UserProfileName })));
  return UserProfileArn;
}

describe('domains', () => {
  it('are created with an id of AWS’s form, described with AWS’s defaults, listed and deleted', async () => {
    const id = await domain('birds', { Tags: [{ Key: 'team', Value: 'birds' }] });
    const found = await sm.send(new DescribeDomainCommand({ DomainId: id }));
    expect(id).toMatch(/^d-[a-z0-9]{12}$/);
    expect(found).toMatchObject({
      DomainArn: `arn:aws:sagemaker:us-east-1:000000000000:domain/${id}`,
      DomainName: 'birds',
      AuthMode: 'IAM',
      AppNetworkAccessType: 'PublicInternetOnly',
      DefaultUserSettings: { ExecutionRole: ROLE, SecurityGroups: ['sg-1'] },
    });
    expect(found.HomeEfsFileSystemId).toMatch(/^fs-[0-9a-f]{17}$/);
    const { Tags } = await sm.send(new ListTagsCommand({ ResourceArn: found.DomainArn }));
    expect(Tags).toEqual([{ Key: 'team', Value: 'birds' }]);
    const { Domains } = await sm.send(new ListDomainsCommand({}));
    expect(Domains?.find(({ DomainId }) => DomainId === id)).toMatchObject({
      DomainName: 'birds',
      Status: 'InService',
    });
    const page = await fetch(found.Url ?? '');
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('does not run SageMaker Studio');
    await sm.send(
      new DeleteDomainCommand({ DomainId: id, RetentionPolicy: { HomeEfsFileSystem: 'Delete' } }),
    );
    await gone(() => sm.send(new DescribeDomainCommand({ DomainId: id })));
  });

  it('merge the settings of an update into those there are', async () => {
    const id = await domain('merging', {
      DomainSettings: { SecurityGroupIds: ['sg-1'], DockerSettings: { EnableDockerAccess: 'ENABLED' } },
    });
    await sm.send(
      new UpdateDomainCommand({
        DomainId: id,
        DefaultUserSettings: { SecurityGroups: ['sg-2'], DefaultLandingUri: 'studio::' },
        DomainSettingsForUpdate: { ExecutionRoleIdentityConfig: 'USER_PROFILE_NAME' },
      }),
    );
    const found = await inService(() => sm.send(new DescribeDomainCommand({ DomainId: id })));
    expect(found.DefaultUserSettings).toEqual({
      ExecutionRole: ROLE,
      SecurityGroups: ['sg-2'],
      DefaultLandingUri: 'studio::',
    });
    expect(found.DomainSettings).toEqual({
      SecurityGroupIds: ['sg-1'],
      DockerSettings: { EnableDockerAccess: 'ENABLED' },
      ExecutionRoleIdentityConfig: 'USER_PROFILE_NAME',
    });
  });

  it('need a network for VpcOnly', async () => {
    const create = domain('closed', { AppNetworkAccessType: 'VpcOnly', VpcId: undefined });
    await expect(create).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('stay while people, spaces or apps belong to them', async () => {
    const id = await domain('full');
    await user(id, 'ann');
    const refused = { name: 'ResourceInUse', message: expect.stringContaining('UserProfile(s)') as string };
    await expect(sm.send(new DeleteDomainCommand({ DomainId: id }))).rejects.toMatchObject(refused);
  });
});

describe('user profiles', () => {
  it('live in a domain, with a user id of their own', async () => {
    const id = await domain('people');
    const arn = await user(id, 'ann', { UserSettings: { ExecutionRole: ROLE } });
    await user(id, 'bob');
    expect(arn).toBe(`arn:aws:sagemaker:us-east-1:000000000000:user-profile/${id}/ann`);
    const ann = await sm.send(new DescribeUserProfileCommand({ DomainId: id, UserProfileName: 'ann' }));
    const bob = await sm.send(new DescribeUserProfileCommand({ DomainId: id, UserProfileName: 'bob' }));
    expect(ann).toMatchObject({ DomainId: id, UserSettings: { ExecutionRole: ROLE } });
    expect([ann.HomeEfsFileSystemUid, bob.HomeEfsFileSystemUid]).toEqual(['200001', '200002']);
    const list = await sm.send(
      new ListUserProfilesCommand({ DomainIdEquals: id, UserProfileNameContains: 'N' }),
    );
    expect(list.UserProfiles?.map((profile) => profile.UserProfileName)).toEqual(['ann']);
    await expect(
      sm.send(new CreateUserProfileCommand({ DomainId: id, UserProfileName: 'ann' })),
    ).rejects.toMatchObject({ name: 'ResourceInUse' });
    const update = { DomainId: id, UserProfileName: 'ann', UserSettings: { SecurityGroups: ['sg-3'] } };
    await sm.send(new UpdateUserProfileCommand(update));
    const changed = await inService(() =>
      sm.send(new DescribeUserProfileCommand({ DomainId: id, UserProfileName: 'ann' })),
    );
    expect(changed.UserSettings).toEqual({ ExecutionRole: ROLE, SecurityGroups: ['sg-3'] });
    await sm.send(new DeleteUserProfileCommand({ DomainId: id, UserProfileName: 'bob' }));
    await gone(() => sm.send(new DescribeUserProfileCommand({ DomainId: id, UserProfileName: 'bob' })));
  });

  it('need their domain, and single sign-on only where it signs on so', async () => {
    await expect(
      sm.send(new CreateUserProfileCommand({ DomainId: 'd-none', UserProfileName: 'ann' })),
    ).rejects.toMatchObject({ name: 'ResourceNotFound' });
    const id = await domain('iam');
    const sso = { SingleSignOnUserIdentifier: 'UserName', SingleSignOnUserValue: 'ann' };
    await expect(user(id, 'ann', sso)).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

describe('spaces and apps', () => {
  it('run for their owner, keep it from being deleted, and are listed when deleted', async () => {
    const id = await domain('apps', {
      DefaultSpaceSettings: {
        ExecutionRole: ROLE,
        JupyterLabAppSettings: { DefaultResourceSpec: { InstanceType: INSTANT } },
      },
    });
    await user(id, 'ann');
    const space = { DomainId: id, SpaceName: 'lab' };
    await sm.send(
      new CreateSpaceCommand({
        ...space,
        SpaceDisplayName: 'The lab',
        SpaceSettings: { AppType: 'JupyterLab' },
        OwnershipSettings: { OwnerUserProfileName: 'ann' },
        SpaceSharingSettings: { SharingType: 'Private' },
      }),
    );
    const found = await inService(() => sm.send(new DescribeSpaceCommand(space)));
    expect(found).toMatchObject({
      SpaceArn: `arn:aws:sagemaker:us-east-1:000000000000:space/${id}/lab`,
      SpaceDisplayName: 'The lab',
      SpaceSettings: {
        AppType: 'JupyterLab',
        SpaceStorageSettings: { EbsStorageSettings: { EbsVolumeSizeInGb: 5 } },
      },
    });
    await expect(
      sm.send(new UpdateSpaceCommand({ ...space, SpaceSettings: { AppType: 'CodeEditor' } })),
    ).rejects.toMatchObject({ name: 'ValidationException' });
    await sm.send(new UpdateSpaceCommand({ ...space, SpaceDisplayName: 'Our lab' }));
    const renamed = await inService(() => sm.send(new DescribeSpaceCommand(space)));
    expect(renamed.SpaceDisplayName).toBe('Our lab');
    const spaces = await sm.send(new ListSpacesCommand({ DomainIdEquals: id, SpaceNameContains: 'la' }));
    expect(spaces.Spaces?.[0]).toMatchObject({
      SpaceName: 'lab',
      SpaceSettingsSummary: { AppType: 'JupyterLab' },
      OwnershipSettingsSummary: { OwnerUserProfileName: 'ann' },
    });

    const app = { ...space, AppType: 'JupyterLab' as const, AppName: 'default' };
    await expect(
      sm.send(new CreateAppCommand({ ...app, SpaceName: undefined, UserProfileName: 'ann' })),
    ).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(sm.send(new CreateAppCommand({ ...app, AppType: 'CodeEditor' }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
    const { AppArn } = await sm.send(new CreateAppCommand(app));
    expect(AppArn).toBe(`arn:aws:sagemaker:us-east-1:000000000000:app/${id}/lab/jupyterlab/default`);
    const running = await inService(() => sm.send(new DescribeAppCommand(app)));
    expect(running.ResourceSpec?.InstanceType).toBe(INSTANT);
    await expect(sm.send(new CreateAppCommand(app))).rejects.toMatchObject({ name: 'ResourceInUse' });
    await expect(sm.send(new DeleteSpaceCommand(space))).rejects.toMatchObject({ name: 'ResourceInUse' });
    const profile = { DomainId: id, UserProfileName: 'ann' };
    await expect(sm.send(new DeleteUserProfileCommand(profile))).rejects.toMatchObject({
      name: 'ResourceInUse',
    });

    await sm.send(new DeleteAppCommand(app));
    await until(
      () => sm.send(new DescribeAppCommand(app)),
      ({ Status }) => Status === 'Deleted',
    );
    const { Apps } = await sm.send(new ListAppsCommand({ DomainIdEquals: id, SpaceNameEquals: 'lab' }));
    expect(Apps?.map(({ Status }) => Status)).toEqual(['Deleted']);
    const others = await sm.send(new ListAppsCommand({ DomainIdEquals: id, UserProfileNameEquals: 'ann' }));
    expect(others.Apps).toEqual([]);
    await expect(sm.send(new DeleteAppCommand(app))).rejects.toMatchObject({ name: 'ResourceNotFound' });
    // A deleted app's name is free.
    await sm.send(new CreateAppCommand({ ...app, ResourceSpec: { InstanceType: 'ml.t3.large' } }));
    const anew = await inService(() => sm.send(new DescribeAppCommand(app)));
    expect(anew.ResourceSpec?.InstanceType).toBe('ml.t3.large');
    await sm.send(new DeleteAppCommand(app));
    await until(
      () => sm.send(new DescribeAppCommand(app)),
      ({ Status }) => Status === 'Deleted',
    );
    await sm.send(new DeleteSpaceCommand(space));
    await gone(() => sm.send(new DescribeSpaceCommand(space)));
    await sm.send(new DeleteUserProfileCommand(profile));
    await gone(() => sm.send(new DescribeUserProfileCommand(profile)));
    await sm.send(new DeleteDomainCommand({ DomainId: id }));
    await gone(() => sm.send(new DescribeDomainCommand({ DomainId: id })));
  });

  it('are reached by URLs that say that nothing runs here, and expire', async () => {
    const id = await domain('urls');
    await user(id, 'ann');
    const ask = { DomainId: id, UserProfileName: 'ann' };
    await expect(
      sm.send(new CreatePresignedDomainUrlCommand({ ...ask, UserProfileName: 'nobody' })),
    ).rejects.toMatchObject({ name: 'ResourceNotFound' });
    const { AuthorizedUrl = '' } = await sm.send(
      new CreatePresignedDomainUrlCommand({ ...ask, ExpiresInSeconds: 5 }),
    );
    const page = await fetch(AuthorizedUrl);
    expect(await page.text()).toContain(`${id}/ann`);
    const expired = await fetch(AuthorizedUrl.replace(/expires=\d+/, 'expires=1'));
    expect(expired.status).toBe(403);
    const arn = `arn:aws:sagemaker:us-east-1:000000000000:space/${id}/lab`;
    await expect(sm.send(new StartSessionCommand({ ResourceIdentifier: arn }))).rejects.toMatchObject({
      message: expect.stringContaining('no meaning on this machine') as string,
    });
  });
});

describe('a crash', () => {
  it('neither loses what is on its way nor shows deleted apps anew', async () => {
    const slow = await startEngine('--status-delay', '0.3');
    try {
      const defaults = { ExecutionRole: ROLE };
      const create = { DomainName: 'd', AuthMode: 'IAM' as const, DefaultUserSettings: defaults };
      const { DomainId } = await slow.sagemaker.send(new CreateDomainCommand(create));
      const state = () => slow.sagemaker.send(new DescribeDomainCommand({ DomainId }));
      expect((await state()).Status).toBe('Pending');
      await slow.restart();
      await inService(state);
      const ann = { DomainId, UserProfileName: 'ann' };
      await slow.sagemaker.send(new CreateUserProfileCommand(ann));
      await inService(() => slow.sagemaker.send(new DescribeUserProfileCommand(ann)));
      const app = { ...ann, AppType: 'KernelGateway' as const, AppName: 'kernel' };
      await slow.sagemaker.send(new CreateAppCommand(app));
      await slow.sagemaker.send(new DeleteAppCommand(app));
      await slow.restart();
      const appState = () => slow.sagemaker.send(new DescribeAppCommand(app));
      await until(appState, ({ Status }) => Status === 'Deleted');
      await slow.restart();
      expect((await appState()).Status).toBe('Deleted');
    } finally {
      await slow.stop();
    }
  });
});

describe('app image configurations', () => {
  it('are for one type of app', async () => {
    const name = { AppImageConfigName: 'custom' };
    const KernelGatewayImageConfig = { KernelSpecs: [{ Name: 'python3', DisplayName: 'Python' }] };
    const { AppImageConfigArn } = await sm.send(
      new CreateAppImageConfigCommand({ ...name, KernelGatewayImageConfig }),
    );
    expect(await sm.send(new DescribeAppImageConfigCommand(name))).toMatchObject({
      AppImageConfigArn,
      KernelGatewayImageConfig,
    });
    const tag = { Key: 'a', Value: 'b' };
    await sm.send(new AddTagsCommand({ ResourceArn: AppImageConfigArn, Tags: [tag] }));
    const JupyterLabAppImageConfig = { ContainerConfig: { ContainerEntrypoint: ['lab'] } };
    await expect(
      sm.send(
        new UpdateAppImageConfigCommand({ ...name, KernelGatewayImageConfig, JupyterLabAppImageConfig }),
      ),
    ).rejects.toMatchObject({ name: 'ValidationException' });
    await sm.send(new UpdateAppImageConfigCommand({ ...name, JupyterLabAppImageConfig }));
    const found = await sm.send(new DescribeAppImageConfigCommand(name));
    expect(found).toMatchObject({ JupyterLabAppImageConfig });
    expect(found.KernelGatewayImageConfig).toBeUndefined();
    const list = await sm.send(new ListAppImageConfigsCommand({ NameContains: 'cust' }));
    expect(list.AppImageConfigs?.map((config) => config.AppImageConfigName)).toEqual(['custom']);
    expect((await sm.send(new ListAppImageConfigsCommand({ NameContains: 'x' }))).AppImageConfigs).toEqual(
      [],
    );
    await sm.send(new DeleteAppImageConfigCommand(name));
    await gone(() => sm.send(new DescribeAppImageConfigCommand(name)));
  });
});

describe('Studio lifecycle configurations', () => {
  it('are kept by what names them', async () => {
    const name = { StudioLifecycleConfigName: 'setup' };
    const { StudioLifecycleConfigArn: arn = '' } = await sm.send(
      new CreateStudioLifecycleConfigCommand({
        ...name,
        StudioLifecycleConfigContent: 'ZWNobyBoaQ==',
        StudioLifecycleConfigAppType: 'JupyterLab',
      }),
    );
    expect(await sm.send(new DescribeStudioLifecycleConfigCommand(name))).toMatchObject({
      StudioLifecycleConfigArn: arn,
      StudioLifecycleConfigContent: 'ZWNobyBoaQ==',
      StudioLifecycleConfigAppType: 'JupyterLab',
    });
    const list = async (AppTypeEquals: 'JupyterLab' | 'CodeEditor'): Promise<number | undefined> =>
      (await sm.send(new ListStudioLifecycleConfigsCommand({ AppTypeEquals }))).StudioLifecycleConfigs
        ?.length;
    expect([await list('JupyterLab'), await list('CodeEditor')]).toEqual([1, 0]);
    const id = await domain('scripted', {
      DefaultUserSettings: { JupyterLabAppSettings: { LifecycleConfigArns: [arn] } },
    });
    await expect(sm.send(new DeleteStudioLifecycleConfigCommand(name))).rejects.toMatchObject({
      name: 'ResourceInUse',
    });
    await sm.send(new DeleteDomainCommand({ DomainId: id }));
    await gone(() => sm.send(new DescribeDomainCommand({ DomainId: id })));
    await sm.send(new DeleteStudioLifecycleConfigCommand(name));
    await gone(() => sm.send(new DescribeStudioLifecycleConfigCommand(name)));
  });
});
