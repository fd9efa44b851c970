import { PutObjectCommand } from '@aws-sdk/client-s3';
import { type Members } from '../inputs.ts';
import { type ProofGroup } from '../proof.ts';
import { listed, type Scene } from '../scene.ts';

async function newHub(scene: Scene): Promise<string> {
  const HubName = scene.name('hub');
  await scene.send('CreateHub', { HubName, HubDescription: scene.random.slug() });
  await scene.until(
    'in service',
    () => scene.send('DescribeHub', { HubName }),
    ({ HubStatus }) => HubStatus === 'InService',
  );
  return HubName;
}

/** A document whose artifact is in S3. */
async function document(scene: Scene): Promise<string> {
  const Key = `${scene.random.slug()}/model.tar.gz`;
  await scene.s3.send(new PutObjectCommand({ Bucket: 'coverage', Key, Body: scene.random.slug() }));
  return JSON.stringify({ Url: `s3://coverage/${Key}`, HostingArtifactUri: `s3://coverage/${Key}` });
}

export const hub: ProofGroup = {
  name: 'Hub',
  kinds: [
    {
      kind: 'Hub',
      given: (scene) => ({
        HubName: scene.name('hub'),
        HubDescription: scene.random.slug(),
        HubDisplayName: scene.random.slug(),
        HubSearchKeywords: [scene.random.slug()],
      }),
      update: (_, scene) => ({
        HubDescription: scene.random.slug(),
        HubDisplayName: scene.random.slug(),
        HubSearchKeywords: [scene.random.slug()],
      }),
    },
  ],
  special: [
    {
      proves: [
        'ImportHubContent',
        'DescribeHubContent',
        'ListHubContents',
        'ListHubContentVersions',
        'UpdateHubContent',
        'CreateHubContentPresignedUrls',
        'DeleteHubContent',
      ],
      async run(scene) {
        const HubName = await newHub(scene);
        const of = { HubName, HubContentType: 'Model' };
        const content = { ...of, HubContentName: scene.name('content') };
        const given = {
          DocumentSchemaVersion: '2.0.0',
          HubContentDocument: await document(scene),
          HubContentDescription: scene.random.slug(),
          HubContentSearchKeywords: [scene.random.slug()],
        };
        const describe = (HubContentVersion: string): Promise<Members> =>
          scene.send('DescribeHubContent', { ...content, HubContentVersion });
        await scene.step('ImportHubContent', async () => {
          await scene.send('ImportHubContent', { ...content, ...given, HubContentVersion: '1.0.0' });
          await scene.step('DescribeHubContent', async () => {
            const there = await scene.until(
              'available',
              () => describe('1.0.0'),
              ({ HubContentStatus }) => HubContentStatus === 'Available',
            );
            scene.same({ ...content, ...given, HubContentVersion: '1.0.0' }, there);
            await scene.refusal('DescribeHubContent', { ...content, HubContentVersion: '9.0.0' });
          });
        });
        await scene.send('ImportHubContent', { ...content, ...given, HubContentVersion: '1.1.0' });
        await scene.until(
          'available',
          () => describe('1.1.0'),
          ({ HubContentStatus }) => HubContentStatus === 'Available',
        );
        const names = async (operation: string, more: Members): Promise<unknown[]> =>
          listed(await scene.send(operation, { ...of, ...more }), 'HubContentSummaries').map(
            (it) => it[operation === 'ListHubContents' ? 'HubContentName' : 'HubContentVersion'],
          );
        await scene.step('ListHubContents', async () => {
          const { HubContentName } = content;
          scene.same([HubContentName], await names('ListHubContents', {}));
          scene.same(
            [HubContentName],
            await names('ListHubContents', { NameContains: HubContentName.slice(2) }),
          );
          scene.same([], await names('ListHubContents', { NameContains: scene.random.slug() }));
          scene.same([], await names('ListHubContents', { HubContentType: 'Notebook' }));
        });
        await scene.step('ListHubContentVersions', async () => {
          const { HubContentName } = content;
          scene.same(
            ['1.0.0', '1.1.0'],
            (await names('ListHubContentVersions', { HubContentName })).toSorted(),
          );
          scene.same(
            ['1.1.0'],
            await names('ListHubContentVersions', { HubContentName, MinVersion: '1.0.5' }),
          );
        });
        await scene.step('UpdateHubContent', async () => {
          const change = {
            HubContentDescription: scene.random.slug(),
            HubContentMarkdown: `# ${scene.random.slug()}`,
          };
          await scene.send('UpdateHubContent', { ...content, HubContentVersion: '1.0.0', ...change });
          const updated = await scene.until(
            'updated',
            () => describe('1.0.0'),
            (it) => it['HubContentDescription'] === change.HubContentDescription,
          );
          scene.same(change, updated);
          scene.same({ HubContentDescription: given.HubContentDescription }, await describe('1.1.0'));
        });
        await scene.step('CreateHubContentPresignedUrls', async () => {
          const { AuthorizedUrlConfigs } = await scene.send('CreateHubContentPresignedUrls', {
            ...content,
            HubContentVersion: '1.0.0',
          });
          const [first] = listed({ AuthorizedUrlConfigs }, 'AuthorizedUrlConfigs');
          scene.check(
            typeof first?.['Url'] === 'string' && /^https?:\/\//.test(first['Url']),
            'There is no URL.',
          );
          await scene.refusal('CreateHubContentPresignedUrls', {
            ...content,
            HubContentName: scene.name('none'),
          });
        });
        await scene.step('DeleteHubContent', async () => {
          await scene.send('DeleteHubContent', { ...content, HubContentVersion: '1.0.0' });
          const { HubContentName } = content;
          const left = async (): Promise<Members> => ({
            left: await names('ListHubContentVersions', { HubContentName }),
          });
          await scene.until('gone', left, (it) => JSON.stringify(it['left']) === '["1.1.0"]');
          await scene.refusal('DescribeHubContent', { ...content, HubContentVersion: '1.0.0' });
        });
      },
    },
    {
      proves: ['CreateHubContentReference', 'UpdateHubContentReference', 'DeleteHubContentReference'],
      async run(scene) {
        const HubName = await newHub(scene);
        const HubContentName = scene.name('reference');
        const SageMakerPublicHubContentArn = `arn:aws:sagemaker:${scene.region}:aws:hub-content/SageMakerPublicHub/Model/${HubContentName}`;
        const named = { HubName, HubContentName, HubContentType: 'ModelReference' };
        const describe = (): Promise<Members> => scene.send('DescribeHubContent', named);
        await scene.step('CreateHubContentReference', async () => {
          await scene.send('CreateHubContentReference', {
            HubName,
            HubContentName,
            SageMakerPublicHubContentArn,
            MinVersion: '1.0.0',
          });
          scene.same(
            { HubContentName, SageMakerPublicHubContentArn, ReferenceMinVersion: '1.0.0' },
            await describe(),
          );
        });
        await scene.step('UpdateHubContentReference', async () => {
          await scene.send('UpdateHubContentReference', { ...named, MinVersion: '2.0.0' });
          await scene.until(
            'updated',
            describe,
            ({ ReferenceMinVersion }) => ReferenceMinVersion === '2.0.0',
          );
        });
        await scene.step('DeleteHubContentReference', async () => {
          await scene.send('DeleteHubContentReference', named);
          await scene.until(
            'gone',
            async () => ({
              refused: await scene.refusal('DescribeHubContent', named).catch(() => undefined),
            }),
            ({ refused }) => refused !== undefined,
          );
        });
      },
    },
  ],
};
