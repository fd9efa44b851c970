import { type Members } from '../inputs.ts';
import { type ProofGroup } from '../proof.ts';
import { listed, type Scene } from '../scene.ts';

const image = (scene: Scene): string =>
  `000000000000.dkr.ecr.us-east-1.amazonaws.com/${scene.random.slug()}:1`;

async function newImage(scene: Scene): Promise<string> {
  const ImageName = scene.name('image');
  await scene.send('CreateImage', { ImageName, RoleArn: scene.role() });
  await scene.until(
    'created',
    () => scene.send('DescribeImage', { ImageName }),
    (it) => it['ImageStatus'] === 'CREATED',
  );
  return ImageName;
}

export const images: ProofGroup = {
  name: 'Images',
  kinds: [
    {
      kind: 'Image',
      given: (scene) => ({
        ImageName: scene.name('image'),
        RoleArn: scene.role(),
        Description: scene.random.slug(),
        DisplayName: scene.random.slug(),
      }),
      update: (_, scene) => ({ Description: scene.random.slug(), DisplayName: scene.random.slug() }),
    },
    {
      kind: 'AppImageConfig',
      given: (scene) => ({
        AppImageConfigName: scene.name('config'),
        KernelGatewayImageConfig: {
          KernelSpecs: [{ Name: scene.random.slug(), DisplayName: scene.random.slug() }],
        },
      }),
      update: (_, scene) => ({
        JupyterLabAppImageConfig: { ContainerConfig: { ContainerArguments: [scene.random.slug()] } },
      }),
    },
  ],
  special: [
    {
      proves: [
        'CreateImageVersion',
        'DescribeImageVersion',
        'ListImageVersions',
        'UpdateImageVersion',
        'ListAliases',
        'DeleteImageVersion',
      ],
      async run(scene) {
        const ImageName = await newImage(scene);
        const Aliases = [scene.random.slug()];
        const made = {
          ImageName,
          BaseImage: image(scene),
          JobType: 'TRAINING',
          ReleaseNotes: scene.random.slug(),
        };
        const at = (Version: number): Promise<Members> =>
          scene.send('DescribeImageVersion', { ImageName, Version });
        await scene.step('CreateImageVersion', async () => {
          const request = { ...made, Aliases, ClientToken: scene.random.slug() };
          const { ImageVersionArn } = await scene.send('CreateImageVersion', request);
          await scene.step('DescribeImageVersion', async () => {
            const found = await scene.until(
              'created',
              () => at(1),
              (it) => it['ImageVersionStatus'] === 'CREATED',
            );
            const { ImageName: _name, ...shown } = made;
            scene.same({ ...shown, ImageVersionArn, Version: 1 }, found);
            const byAlias = await scene.send('DescribeImageVersion', { ImageName, Alias: Aliases[0] });
            scene.same({ Version: 1 }, byAlias);
          });
        });
        await scene.send('CreateImageVersion', {
          ...made,
          BaseImage: image(scene),
          ClientToken: scene.random.slug(),
        });
        await scene.until(
          'created',
          () => at(2),
          (it) => it['ImageVersionStatus'] === 'CREATED',
        );
        await scene.step('ListImageVersions', async () => {
          const found = listed(await scene.send('ListImageVersions', { ImageName }), 'ImageVersions');
          scene.same([1, 2], found.map((version) => version['Version']).toSorted());
          const none = await scene.send('ListImageVersions', { ImageName, CreationTimeBefore: new Date(0) });
          scene.same([], none['ImageVersions']);
        });
        const more = scene.random.slug();
        await scene.step('UpdateImageVersion', async () => {
          const change = { MLFramework: 'PyTorch 2.1', ReleaseNotes: scene.random.slug() };
          await scene.send('UpdateImageVersion', { ImageName, Version: 2, AliasesToAdd: [more], ...change });
          scene.same(change, await scene.send('DescribeImageVersion', { ImageName, Alias: more }));
        });
        await scene.step('ListAliases', async () => {
          const ask = async (given: Members): Promise<unknown> =>
            (await scene.send('ListAliases', { ImageName, ...given }))['SageMakerImageVersionAliases'];
          scene.same([...Aliases, more].toSorted(), [...((await ask({})) as string[])].toSorted());
          scene.same([more], await ask({ Version: 2 }));
        });
        await scene.step('DeleteImageVersion', async () => {
          await scene.send('DeleteImageVersion', { ImageName, Version: 1 });
          await scene.until(
            'gone',
            async () => ({
              left: listed(await scene.send('ListImageVersions', { ImageName }), 'ImageVersions'),
            }),
            ({ left }) => Array.isArray(left) && left.length === 1,
          );
          scene.same({ Version: 2 }, await at(2));
          await scene.refusal('DescribeImageVersion', { ImageName, Version: 1 });
        });
      },
    },
  ],
};
