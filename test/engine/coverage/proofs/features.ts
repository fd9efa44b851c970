import { type Members } from '../inputs.ts';
import { type ProofGroup } from '../proof.ts';

export const features: ProofGroup = {
  name: 'Feature Store',
  kinds: [
    {
      kind: 'FeatureGroup',
      given: (scene) => ({
        FeatureGroupName: scene.name('features'),
        RecordIdentifierFeatureName: 'id',
        EventTimeFeatureName: 'time',
        FeatureDefinitions: [
          { FeatureName: 'id', FeatureType: 'String' },
          { FeatureName: 'time', FeatureType: 'Fractional' },
          { FeatureName: scene.random.slug(), FeatureType: 'Integral' },
        ],
        OfflineStoreConfig: { S3StorageConfig: { S3Uri: scene.s3Uri() } },
        OnlineStoreConfig: { EnableOnlineStore: true },
        RoleArn: scene.role(),
        Description: scene.random.slug(),
      }),
      filters: () => ({ OfflineStoreStatusEquals: ['Active', 'Blocked'] }),
      also: {
        proves: ['UpdateFeatureGroup', 'UpdateFeatureMetadata', 'DescribeFeatureMetadata'],
        async run({ FeatureGroupName }, scene) {
          const FeatureName = scene.random.slug();
          const describe = (): Promise<Members> => scene.send('DescribeFeatureGroup', { FeatureGroupName });
          await scene.step('UpdateFeatureGroup', async () => {
            await scene.send('UpdateFeatureGroup', {
              FeatureGroupName,
              FeatureAdditions: [{ FeatureName, FeatureType: 'String' }],
            });
            const holds = ({ FeatureDefinitions }: Members): boolean =>
              JSON.stringify(FeatureDefinitions).includes(FeatureName);
            await scene.until('there', describe, holds);
          });
          const feature = { FeatureGroupName, FeatureName };
          const told = (): Promise<Members> => scene.send('DescribeFeatureMetadata', feature);
          await scene.step('UpdateFeatureMetadata', async () => {
            const Description = scene.random.slug();
            const parameter = { Key: scene.random.slug(), Value: scene.random.slug() };
            await scene.send('UpdateFeatureMetadata', {
              ...feature,
              Description,
              ParameterAdditions: [parameter],
            });
            scene.same({ Description, Parameters: [parameter] }, await told());
            await scene.send('UpdateFeatureMetadata', { ...feature, ParameterRemovals: [parameter.Key] });
            scene.same({ Description, Parameters: [] }, { Parameters: [], ...(await told()) });
          });
          await scene.step('DescribeFeatureMetadata', async () => {
            scene.same({ ...feature, FeatureType: 'String' }, await told());
            await scene.refusal('DescribeFeatureMetadata', { ...feature, FeatureName: scene.random.slug() });
          });
        },
      },
    },
  ],
};
