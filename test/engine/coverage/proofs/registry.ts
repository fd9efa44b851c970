import { type Members } from '../inputs.ts';
import { type ProofGroup } from '../proof.ts';
import { listed, type Scene, textIn } from '../scene.ts';

const image = (scene: Scene): string =>
  `000000000000.dkr.ecr.us-east-1.amazonaws.com/${scene.random.slug()}:1`;

const inference = (scene: Scene): Members => ({
  Containers: [{ Image: image(scene), ModelDataUrl: `${scene.s3Uri()}/model.tar.gz` }],
  SupportedContentTypes: ['text/csv'],
  SupportedResponseMIMETypes: ['application/json'],
});

export async function newPackageGroup(scene: Scene): Promise<string> {
  const ModelPackageGroupName = scene.name('group');
  await scene.send('CreateModelPackageGroup', { ModelPackageGroupName });
  return ModelPackageGroupName;
}

/** @returns the package's ARN */
export async function newPackage(scene: Scene, group?: string): Promise<string> {
  const ModelPackageGroupName = group ?? (await newPackageGroup(scene));
  const given = { ModelPackageGroupName, InferenceSpecification: inference(scene) };
  return textIn(await scene.send('CreateModelPackage', given), 'ModelPackageArn');
}

const cardContent = (scene: Scene): string =>
  JSON.stringify({ model_overview: { model_description: scene.random.slug(), model_owner: 'coverage' } });

async function newCard(scene: Scene): Promise<string> {
  const ModelCardName = scene.name('card');
  await scene.send('CreateModelCard', {
    ModelCardName,
    Content: cardContent(scene),
    ModelCardStatus: 'Draft',
  });
  return ModelCardName;
}

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

export const registry: ProofGroup = {
  name: 'Registry',
  kinds: [
    {
      kind: 'ModelPackageGroup',
      given: (scene) => ({
        ModelPackageGroupName: scene.name('group'),
        ModelPackageGroupDescription: scene.random.slug(),
      }),
      // What other accounts share is nothing here: this account's own are not found among it.
      filters: () => ({ CrossAccountFilterOption: ['SameAccount', 'CrossAccount'] }),
      also: {
        proves: ['PutModelPackageGroupPolicy', 'GetModelPackageGroupPolicy', 'DeleteModelPackageGroupPolicy'],
        async run({ ModelPackageGroupName, ModelPackageGroupArn }, scene) {
          const ResourcePolicy = JSON.stringify({
            Version: '2012-10-17',
            Statement: [
              {
                Sid: scene.random.slug(),
                Effect: 'Allow',
                Principal: { AWS: '111111111111' },
                Action: 'sagemaker:DescribeModelPackageGroup',
                Resource: ModelPackageGroupArn,
              },
            ],
          });
          await scene.refusal('GetModelPackageGroupPolicy', { ModelPackageGroupName });
          await scene.step('PutModelPackageGroupPolicy', () =>
            scene.send('PutModelPackageGroupPolicy', { ModelPackageGroupName, ResourcePolicy }),
          );
          await scene.step('GetModelPackageGroupPolicy', async () => {
            const found = await scene.send('GetModelPackageGroupPolicy', { ModelPackageGroupName });
            scene.same({ ResourcePolicy }, found);
          });
          await scene.step('DeleteModelPackageGroupPolicy', async () => {
            await scene.send('DeleteModelPackageGroupPolicy', { ModelPackageGroupName });
            await scene.refusal('GetModelPackageGroupPolicy', { ModelPackageGroupName });
          });
        },
      },
    },
    {
      kind: 'ModelPackage',
      // Versions take their group's tags, and none of their own.
      shared: async (scene) => ({ ModelPackageGroupName: await newPackageGroup(scene) }),
      given: (scene) => ({
        ModelPackageDescription: scene.random.slug(),
        InferenceSpecification: inference(scene),
        ModelApprovalStatus: 'PendingManualApproval',
        CustomerMetadataProperties: { [scene.random.slug()]: scene.random.slug() },
        Tags: undefined,
      }),
      as: ({ ModelPackageArn }) => ({ ModelPackageName: ModelPackageArn }),
      rowId: 'ModelPackageArn',
      summaryHides: ['ModelPackageName'],
      // Versions are listed only when they are asked for.
      listWith: () => ({ ModelPackageType: 'Versioned' }),
      filters: ({ ModelPackageGroupName }, scene) => ({
        NameContains: [ModelPackageGroupName, scene.random.slug()],
      }),
      update: (_, scene) => ({
        ModelApprovalStatus: 'Approved',
        ApprovalDescription: scene.random.slug(),
        CustomerMetadataProperties: { [scene.random.slug()]: scene.random.slug() },
      }),
    },
    {
      kind: 'ModelCard',
      given: (scene) => ({
        ModelCardName: scene.name('card'),
        Content: cardContent(scene),
        ModelCardStatus: 'Draft',
      }),
      update: (_, scene) => ({ Content: cardContent(scene) }),
      also: {
        proves: ['ListModelCardVersions'],
        run: ({ ModelCardName }, scene) =>
          scene.step('ListModelCardVersions', async () => {
            const Content = cardContent(scene);
            await scene.send('UpdateModelCard', { ModelCardName, Content });
            const versions = listed(
              await scene.send('ListModelCardVersions', { ModelCardName }),
              'ModelCardVersionSummaryList',
            );
            const numbers = versions.map((version) => version['ModelCardVersion']);
            scene.same([1, 2], numbers.toSorted());
            const second = await scene.send('DescribeModelCard', { ModelCardName, ModelCardVersion: 2 });
            scene.same({ Content }, second);
            const none = { ModelCardName, CreationTimeAfter: new Date(Date.now() + 60_000) };
            scene.same([], (await scene.send('ListModelCardVersions', none))['ModelCardVersionSummaryList']);
          }),
      },
    },
    {
      kind: 'Algorithm',
      plural: 'Algorithms',
      given: (scene) => ({
        AlgorithmName: scene.name('algorithm'),
        AlgorithmDescription: scene.random.slug(),
        TrainingSpecification: {
          TrainingImage: image(scene),
          SupportedTrainingInstanceTypes: ['ml.m5.large'],
          TrainingChannels: [
            { Name: 'train', SupportedContentTypes: ['text/csv'], SupportedInputModes: ['File'] },
          ],
        },
      }),
    },
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
    {
      kind: 'Project',
      given: (scene) => ({
        ProjectName: scene.name('project'),
        ProjectDescription: scene.random.slug(),
        ServiceCatalogProvisioningDetails: {
          ProductId: scene.name('prod'),
          ProvisioningArtifactId: scene.name('pa'),
        },
      }),
      update: (_, scene) => ({ ProjectDescription: scene.random.slug() }),
      deletedStatus: 'DeleteCompleted',
    },
  ],
  special: [
    {
      proves: ['BatchDescribeModelPackage'],
      run: (scene) =>
        scene.step('BatchDescribeModelPackage', async () => {
          const group = await newPackageGroup(scene);
          const packages = [await newPackage(scene, group), await newPackage(scene, group)];
          const absent = `${packages[0] ?? ''}99`;
          const found = await scene.send('BatchDescribeModelPackage', {
            ModelPackageArnList: [...packages, absent],
          });
          const summaries = found['ModelPackageSummaries'] as Record<string, Members>;
          scene.same(packages.toSorted(), Object.keys(summaries).toSorted());
          scene.same({ ModelPackageGroupName: group, ModelPackageVersion: 2 }, summaries[packages[1] ?? '']);
          scene.same([absent], Object.keys(found['BatchDescribeModelPackageErrorMap'] ?? {}));
        }),
    },
    {
      proves: ['CreateModelCardExportJob', 'DescribeModelCardExportJob', 'ListModelCardExportJobs'],
      async run(scene) {
        const ModelCardName = await newCard(scene);
        const ModelCardExportJobName = scene.name('export');
        const OutputConfig = { S3OutputPath: scene.s3Uri() };
        const request = { ModelCardName, ModelCardExportJobName, OutputConfig, ModelCardVersion: 1 };
        const { ModelCardExportJobArn } = await scene.step('CreateModelCardExportJob', async () => {
          const made = await scene.send('CreateModelCardExportJob', request);
          const { ModelCardExportJobArn } = made;
          await scene.step('DescribeModelCardExportJob', async () => {
            const ask = (): Promise<Members> =>
              scene.send('DescribeModelCardExportJob', { ModelCardExportJobArn });
            const ended = await scene.until(
              'ended',
              ask,
              ({ Status }) => Status === 'Completed' || Status === 'Failed',
            );
            scene.same(request, ended);
          });
          return made;
        });
        await scene.step('ListModelCardExportJobs', async () => {
          const ask = async (more: Members): Promise<unknown[]> =>
            listed(
              await scene.send('ListModelCardExportJobs', { ModelCardName, ...more }),
              'ModelCardExportJobSummaries',
            ).map((job) => job['ModelCardExportJobArn']);
          scene.same([ModelCardExportJobArn], await ask({}));
          scene.same(
            [ModelCardExportJobArn],
            await ask({ ModelCardExportJobNameContains: ModelCardExportJobName.slice(2) }),
          );
          scene.same([], await ask({ ModelCardExportJobNameContains: scene.random.slug() }));
          scene.same([], await ask({ CreationTimeBefore: new Date(0) }));
          scene.same([], await ask({ ModelCardName: await newCard(scene) }));
        });
      },
    },
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
    {
      proves: ['ListModelMetadata'],
      run: (scene) =>
        scene.step('ListModelMetadata', async () => {
          const described = {
            Framework: 'PYTORCH',
            FrameworkVersion: '2.1',
            NearestModelName: scene.random.slug(),
          };
          const Containers = [{ Image: image(scene), ModelDataUrl: scene.s3Uri(), ...described }];
          const InferenceSpecification = { ...inference(scene), Containers };
          const more = { Domain: 'COMPUTER_VISION', Task: 'IMAGE_CLASSIFICATION', InferenceSpecification };
          await scene.send('CreateModelPackage', {
            ModelPackageGroupName: await newPackageGroup(scene),
            ...more,
          });
          const ask = async (Value: string): Promise<unknown> => {
            const SearchExpression = { Filters: [{ Name: 'FrameworkVersion', Value }] };
            return (await scene.send('ListModelMetadata', { SearchExpression }))['ModelMetadataSummaries'];
          };
          const { NearestModelName, ...rest } = described;
          const { Domain, Task } = more;
          scene.same([{ Model: NearestModelName, ...rest, Domain, Task }], await ask(rest.FrameworkVersion));
          scene.same([], await ask(scene.random.slug()));
        }),
    },
    {
      proves: [
        'EnableSagemakerServicecatalogPortfolio',
        'GetSagemakerServicecatalogPortfolioStatus',
        'DisableSagemakerServicecatalogPortfolio',
      ],
      async run(scene) {
        const status = (): Promise<Members> => scene.send('GetSagemakerServicecatalogPortfolioStatus');
        await scene.step('EnableSagemakerServicecatalogPortfolio', async () => {
          await scene.send('DisableSagemakerServicecatalogPortfolio');
          scene.same({ Status: 'Disabled' }, await status());
          await scene.send('EnableSagemakerServicecatalogPortfolio');
          scene.same({ Status: 'Enabled' }, await status());
        });
        await scene.step('DisableSagemakerServicecatalogPortfolio', async () => {
          await scene.send('DisableSagemakerServicecatalogPortfolio');
          scene.same({ Status: 'Disabled' }, await status());
        });
        await scene.step('GetSagemakerServicecatalogPortfolioStatus', async () => {
          await scene.send('EnableSagemakerServicecatalogPortfolio');
          scene.same({ Status: 'Enabled' }, await status());
        });
      },
    },
  ],
};
