import {
  AddTagsCommand,
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateFeatureGroupCommand,
  CreateModelCommand,
  DeleteFeatureGroupCommand,
  DeleteModelCommand,
  DeleteTagsCommand,
  DescribeEndpointConfigCommand,
  DescribeFeatureGroupCommand,
  DescribeModelCommand,
  ListModelsCommand,
  ListTagsCommand,
  paginateListModels,
  SageMakerClient,
  UpdateFeatureGroupCommand,
} from '@aws-sdk/client-sagemaker';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine, until } from './harness.ts';

const ROLE = 'arn:aws:iam::000000000000:role/SageMaker';
const IMAGE = 'sagemaker-local/python:3';
let engine: TestEngine;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

function createModel(name: string, client: SageMakerClient = engine.sagemaker) {
  const command = new CreateModelCommand({
    ModelName: name,
    ExecutionRoleArn: ROLE,
    PrimaryContainer: { Image: IMAGE, Environment: { A: 'b' } },
    Tags: [{ Key: 'team', Value: 'birds' }],
  });
  return client.send(command);
}

describe('models', () => {
  it('are created, described, listed and deleted', async () => {
    const { ModelArn } = await createModel('first');
    expect(ModelArn).toBe('arn:aws:sagemaker:us-east-1:000000000000:model/first');
    const found = await engine.sagemaker.send(new DescribeModelCommand({ ModelName: 'first' }));
    expect(found).toMatchObject({
      ModelName: 'first',
      ExecutionRoleArn: ROLE,
      PrimaryContainer: { Image: IMAGE, Environment: { A: 'b' } },
    });
    expect(Math.abs(Date.now() - (found.CreationTime?.getTime() ?? 0))).toBeLessThan(60_000);
    const { Models } = await engine.sagemaker.send(new ListModelsCommand({ NameContains: 'FIR' }));
    expect(Models?.map((model) => model.ModelArn)).toEqual([ModelArn]);
    await engine.sagemaker.send(new DeleteModelCommand({ ModelName: 'first' }));
    await expect(
      engine.sagemaker.send(new DescribeModelCommand({ ModelName: 'first' })),
    ).rejects.toMatchObject({
      name: 'ValidationException',
      message: `Could not find model "${ModelArn}".`,
    });
  });

  it('have names of their own', async () => {
    await createModel('twice');
    await expect(createModel('twice')).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'Cannot create already existing model "arn:aws:sagemaker:us-east-1:000000000000:model/twice".',
    });
  });

  it('are told apart by the region in the signature', async () => {
    const west = new SageMakerClient({ ...engine.clientConfig, region: 'eu-west-1' });
    await createModel('regional');
    await expect(west.send(new DescribeModelCommand({ ModelName: 'regional' }))).rejects.toThrow(
      'Could not find',
    );
    const { ModelArn } = await createModel('regional', west);
    expect(ModelArn).toBe('arn:aws:sagemaker:eu-west-1:000000000000:model/regional');
    west.destroy();
  });
});

describe('lists', () => {
  it('keep their place while resources are added', async () => {
    for (let i = 0; i < 7; i++) await createModel(`page-${i}`);
    const names: (string | undefined)[] = [];
    const pages = paginateListModels(
      { client: engine.sagemaker, pageSize: 3 },
      { NameContains: 'page-', SortBy: 'Name', SortOrder: 'Ascending' },
    );
    for await (const page of pages) {
      names.push(...(page.Models ?? []).map((model) => model.ModelName));
      if (names.length === 3) await createModel('page-0-late');
    }
    expect(names).toEqual([0, 1, 2, 3, 4, 5, 6].map((i) => `page-${i}`));
  });

  it('show the newest first and respect the times asked for', async () => {
    const before = new Date();
    await createModel('newest-a');
    await createModel('newest-b');
    const after = await engine.sagemaker.send(new ListModelsCommand({ CreationTimeAfter: before }));
    expect(after.Models?.map((model) => model.ModelName)).toEqual(['newest-b', 'newest-a']);
    const none = await engine.sagemaker.send(new ListModelsCommand({ CreationTimeBefore: new Date(0) }));
    expect(none.Models).toEqual([]);
  });

  it('refuse a token of another list', async () => {
    await expect(
      engine.sagemaker.send(new ListModelsCommand({ NextToken: 'nonsense' })),
    ).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });
});

describe('endpoint configurations and endpoints', () => {
  const variant = {
    VariantName: 'all',
    ModelName: 'missing',
    InstanceType: 'ml.m5.large',
    InitialInstanceCount: 1,
  } as const;

  it('need their models and configurations', async () => {
    const config = new CreateEndpointConfigCommand({
      EndpointConfigName: 'c',
      ProductionVariants: [variant],
    });
    await expect(engine.sagemaker.send(config)).rejects.toThrow(
      'Could not find model "arn:aws:sagemaker:us-east-1:000000000000:model/missing".',
    );
    const endpoint = new CreateEndpointCommand({ EndpointName: 'e', EndpointConfigName: 'c' });
    await expect(engine.sagemaker.send(endpoint)).rejects.toThrow(
      'Could not find endpoint configuration "arn:aws:sagemaker:us-east-1:000000000000:endpoint-config/c".',
    );
  });

  it('give weights their default', async () => {
    await createModel('weighed');
    await engine.sagemaker.send(
      new CreateEndpointConfigCommand({
        EndpointConfigName: 'weighed',
        ProductionVariants: [{ ...variant, ModelName: 'weighed' }],
      }),
    );
    const found = await engine.sagemaker.send(
      new DescribeEndpointConfigCommand({ EndpointConfigName: 'weighed' }),
    );
    expect(found.ProductionVariants?.[0]?.InitialVariantWeight).toBe(1);
  });
});

describe('feature groups', () => {
  const request = {
    FeatureGroupName: 'penguins',
    RecordIdentifierFeatureName: 'id',
    EventTimeFeatureName: 'time',
    FeatureDefinitions: [
      { FeatureName: 'id', FeatureType: 'String' },
      { FeatureName: 'time', FeatureType: 'Fractional' },
    ],
    OnlineStoreConfig: { EnableOnlineStore: true },
  } as const;
  const status = () =>
    engine.sagemaker.send(new DescribeFeatureGroupCommand({ FeatureGroupName: 'penguins' }));

  it('become Created by themselves, take further features, and go', async () => {
    const create = { ...request, FeatureDefinitions: [...request.FeatureDefinitions] };
    await engine.sagemaker.send(new CreateFeatureGroupCommand(create));
    expect((await status()).FeatureGroupStatus).toBe('Creating');
    await until(status, (found) => found.FeatureGroupStatus === 'Created');
    await engine.sagemaker.send(
      new UpdateFeatureGroupCommand({
        FeatureGroupName: 'penguins',
        FeatureAdditions: [{ FeatureName: 'mass', FeatureType: 'Integral' }],
      }),
    );
    expect((await status()).FeatureDefinitions?.map((feature) => feature.FeatureName)).toEqual([
      'id',
      'time',
      'mass',
    ]);
    await engine.sagemaker.send(new DeleteFeatureGroupCommand({ FeatureGroupName: 'penguins' }));
    expect((await status()).FeatureGroupStatus).toBe('Deleting');
    await expect(until(status, () => false)).rejects.toMatchObject({ name: 'ResourceNotFound' });
  });

  it('must define the features that they name', async () => {
    const create = {
      ...request,
      FeatureDefinitions: [...request.FeatureDefinitions],
      EventTimeFeatureName: 'when',
    };
    await expect(engine.sagemaker.send(new CreateFeatureGroupCommand(create))).rejects.toThrow(
      'EventTimeFeatureName "when" is not one of the feature definitions.',
    );
  });
});

describe('tags', () => {
  it('are added, listed and taken away, those of the creation included', async () => {
    const { ModelArn } = await createModel('tagged');
    const added = await engine.sagemaker.send(
      new AddTagsCommand({ ResourceArn: ModelArn, Tags: [{ Key: 'stage', Value: 'test' }] }),
    );
    expect(added.Tags).toHaveLength(2);
    await engine.sagemaker.send(new DeleteTagsCommand({ ResourceArn: ModelArn, TagKeys: ['team'] }));
    const { Tags } = await engine.sagemaker.send(new ListTagsCommand({ ResourceArn: ModelArn }));
    expect(Tags).toEqual([{ Key: 'stage', Value: 'test' }]);
  });
});

describe('durability', () => {
  it('keeps what was acknowledged through kill -9, and the keys', async () => {
    await createModel('kept');
    const { accessKeyId, endpoint } = engine.state;
    await engine.restart();
    // Jobs of the engine before, and shells, know where it was.
    expect(engine.state).toMatchObject({ accessKeyId, endpoint });
    const found = await engine.sagemaker.send(new DescribeModelCommand({ ModelName: 'kept' }));
    expect(found.PrimaryContainer?.Image).toBe(IMAGE);
    const identity = await engine.sts.send(new GetCallerIdentityCommand({}));
    expect(identity.Account).toBe('000000000000');
  });
});
