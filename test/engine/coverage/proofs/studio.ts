import { type Members } from '../inputs.ts';
import { type ProofGroup } from '../proof.ts';
import { type Scene } from '../scene.ts';

const newDomainOf = (scene: Scene): Members => ({
  DomainName: scene.name('domain'),
  AuthMode: 'IAM',
  DefaultUserSettings: { ExecutionRole: scene.role() },
  SubnetIds: ['subnet-0123456789abcdef0'],
  VpcId: 'vpc-0123456789abcdef0',
});

/** @returns the id of a new domain that is in service */
async function newDomain(scene: Scene): Promise<string> {
  const { DomainArn } = await scene.send('CreateDomain', newDomainOf(scene));
  const DomainId = String(DomainArn).replace(/^.*\//, '');
  await scene.until(
    'in service',
    () => scene.send('DescribeDomain', { DomainId }),
    ({ Status }) => Status === 'InService',
  );
  return DomainId;
}

async function newProfile(scene: Scene, DomainId: string): Promise<string> {
  const named = { DomainId, UserProfileName: scene.name('person') };
  await scene.send('CreateUserProfile', named);
  await scene.until(
    'in service',
    () => scene.send('DescribeUserProfile', named),
    ({ Status }) => Status === 'InService',
  );
  return named.UserProfileName;
}

const byId = ({ DomainArn }: Members): Members =>
  typeof DomainArn === 'string' ? { DomainId: DomainArn.replace(/^.*\//, '') } : {};

/** A URL answers; what it says is for people. @throws Error when it does not */
export async function proveUrl(scene: Scene, url: unknown): Promise<void> {
  scene.check(typeof url === 'string' && /^https?:\/\//.test(url), `There is no URL: ${String(url)}`);
  const answer = await fetch(String(url));
  const body = await answer.text();
  scene.check(body.length > 0, 'The URL answers nothing.');
  scene.check(answer.status < 500, `The URL answers ${answer.status}.`);
}

/** A domain takes its time: the two of a kind share one, their names being their own. */
const shared = async (scene: Scene): Promise<Members> => ({ DomainId: await newDomain(scene) });
const domainOf = ({ DomainId }: Members): string => String(DomainId);

export const studio: ProofGroup = {
  name: 'Studio',
  kinds: [
    {
      kind: 'Domain',
      given: newDomainOf,
      as: byId,
      update: (_, scene) => ({ DefaultUserSettings: { ExecutionRole: scene.role() } }),
    },
    {
      kind: 'UserProfile',
      shared,
      given: (scene) => ({
        UserProfileName: scene.name('person'),
        UserSettings: { ExecutionRole: scene.role() },
      }),
      filters: ({ DomainId }) => ({ DomainIdEquals: [DomainId, 'd-000000000000'] }),
      update: (_, scene) => ({ UserSettings: { ExecutionRole: scene.role() } }),
      also: {
        proves: ['CreatePresignedDomainUrl'],
        run: ({ DomainId, UserProfileName }, scene) =>
          scene.step('CreatePresignedDomainUrl', async () => {
            const { AuthorizedUrl } = await scene.send('CreatePresignedDomainUrl', {
              DomainId,
              UserProfileName,
            });
            await proveUrl(scene, AuthorizedUrl);
            await scene.refusal('CreatePresignedDomainUrl', {
              DomainId,
              UserProfileName: scene.name('nobody'),
            });
          }),
      },
    },
    {
      kind: 'Space',
      shared,
      given: async (scene, common) => {
        const DomainId = domainOf(common);
        return {
          SpaceName: scene.name('space'),
          SpaceDisplayName: scene.random.slug(),
          OwnershipSettings: { OwnerUserProfileName: await newProfile(scene, DomainId) },
          SpaceSharingSettings: { SharingType: 'Private' },
          SpaceSettings: {
            AppType: 'JupyterLab',
            SpaceStorageSettings: { EbsStorageSettings: { EbsVolumeSizeInGb: scene.random.whole(5, 50) } },
          },
        };
      },
      filters: ({ DomainId }) => ({ DomainIdEquals: [DomainId, 'd-000000000000'] }),
      summaryHides: ['SpaceSettingsSummary', 'SpaceSharingSettingsSummary', 'OwnershipSettingsSummary'],
      update: (_, scene) => ({ SpaceDisplayName: scene.random.slug() }),
    },
    {
      kind: 'App',
      shared,
      given: async (scene, common) => {
        const DomainId = domainOf(common);
        const UserProfileName = await newProfile(scene, DomainId);
        return {
          UserProfileName,
          AppType: 'JupyterServer',
          AppName: 'default',
          ResourceSpec: { InstanceType: 'system' },
        };
      },
      as: ({ UserProfileName }) => ({ UserProfileName }),
      filters: ({ DomainId, UserProfileName }) => ({
        DomainIdEquals: [DomainId, 'd-000000000000'],
        UserProfileNameEquals: [UserProfileName, 'nobody'],
      }),
      filtersElsewhere: ['SpaceNameEquals'],
      rowId: 'UserProfileName',
      deletedStatus: 'Deleted',
    },
    {
      kind: 'StudioLifecycleConfig',
      given: (scene) => ({
        StudioLifecycleConfigName: scene.name('lifecycle'),
        StudioLifecycleConfigContent: Buffer.from(`echo ${scene.random.slug()}`).toString('base64'),
        StudioLifecycleConfigAppType: 'JupyterLab',
      }),
      filters: () => ({ AppTypeEquals: ['JupyterLab', 'KernelGateway'] }),
    },
    {
      kind: 'PartnerApp',
      given: (scene) => ({
        Name: scene.random.slug(),
        Type: 'comet',
        ExecutionRoleArn: scene.role(),
        Tier: 'small',
        AuthType: 'IAM',
        ApplicationConfig: { AdminUsers: [scene.random.slug()] },
        MaintenanceConfig: { MaintenanceWindowStart: 'Mon:01:00' },
      }),
      as: ({ Arn }) => ({ Arn }),
      update: (_, scene) => ({ Tier: 'medium', ApplicationConfig: { AdminUsers: [scene.random.slug()] } }),
      deletedStatus: 'Deleted',
      also: {
        proves: ['CreatePartnerAppPresignedUrl'],
        run: ({ Arn }, scene) =>
          scene.step('CreatePartnerAppPresignedUrl', async () => {
            await proveUrl(scene, (await scene.send('CreatePartnerAppPresignedUrl', { Arn }))['Url']);
            await scene.refusal('CreatePartnerAppPresignedUrl', { Arn: `${String(Arn).slice(0, -2)}zz` });
          }),
      },
    },
  ],
};
