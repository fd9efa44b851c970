import { type Members } from '../inputs.ts';
import { type ProofGroup } from '../proof.ts';
import { type Scene, textIn } from '../scene.ts';

const image = (scene: Scene): string =>
  `000000000000.dkr.ecr.us-east-1.amazonaws.com/${scene.random.slug()}:1`;

const inference = (scene: Scene): Members => ({
  Containers: [{ Image: image(scene), ModelDataUrl: `${scene.s3Uri()}/model.tar.gz` }],
  SupportedContentTypes: ['text/csv'],
  SupportedResponseMIMETypes: ['application/json'],
});

async function newPackageGroup(scene: Scene): Promise<string> {
  const ModelPackageGroupName = scene.name('group');
  await scene.send('CreateModelPackageGroup', { ModelPackageGroupName });
  return ModelPackageGroupName;
}

/** @returns the package's ARN */
async function newPackage(scene: Scene, group?: string): Promise<string> {
  const ModelPackageGroupName = group ?? (await newPackageGroup(scene));
  const given = { ModelPackageGroupName, InferenceSpecification: inference(scene) };
  return textIn(await scene.send('CreateModelPackage', given), 'ModelPackageArn');
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
  ],
};
