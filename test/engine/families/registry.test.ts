import { SageMaker } from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine, until } from '../harness.ts';
import { complete } from './complete.ts';

let engine: TestEngine;
let sm: SageMaker;
const ROLE = 'arn:aws:iam::000000000000:role/SageMaker';
const ARN = 'arn:aws:sagemaker:us-east-1:000000000000';
const specification = (image = 'image:1') => ({
  Containers: [{ Image: image, ModelDataUrl: 's3://models/model.tar.gz' }],
  SupportedContentTypes: ['text/csv'],
});

beforeAll(async () => {
  engine = await startEngine('--status-delay', '0');
  sm = new SageMaker(engine.clientConfig);
  complete(sm);
});
afterAll(async () => {
  sm.destroy();
  await engine.stop();
});

describe('model package groups', () => {
  it('are created, described, listed, given a policy and deleted', async () => {
    const { ModelPackageGroupArn } = await sm.createModelPackageGroup({
      ModelPackageGroupName: 'birds',
      ModelPackageGroupDescription: 'of the south',
      Tags: [{ Key: 'team', Value: 'a' }],
    });
    expect(ModelPackageGroupArn).toBe(`${ARN}:model-package-group/birds`);
    const found = await sm.describeModelPackageGroup({ ModelPackageGroupName: ModelPackageGroupArn });
    expect(found).toMatchObject({
      ModelPackageGroupDescription: 'of the south',
      ModelPackageGroupStatus: 'Completed',
    });
    expect(found.CreatedBy?.IamIdentity?.Arn).toContain('000000000000');
    await expect(sm.createModelPackageGroup({ ModelPackageGroupName: 'birds' })).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('already exists') as string,
    });
    const listed = await sm.listModelPackageGroups({ NameContains: 'BIR' });
    expect(listed.ModelPackageGroupSummaryList?.map((group) => group.ModelPackageGroupName)).toEqual([
      'birds',
    ]);
    const none = await sm.listModelPackageGroups({ CrossAccountFilterOption: 'CrossAccount' });
    expect(none.ModelPackageGroupSummaryList).toEqual([]);

    const policy = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow' }] });
    const group = { ModelPackageGroupName: 'birds' };
    await expect(sm.getModelPackageGroupPolicy(group)).rejects.toThrow('Cannot find resource policy');
    await expect(
      sm.putModelPackageGroupPolicy({ ...group, ResourcePolicy: 'allow me' }),
    ).rejects.toMatchObject({ name: 'ValidationException' });
    await sm.putModelPackageGroupPolicy({ ...group, ResourcePolicy: policy });
    expect((await sm.getModelPackageGroupPolicy(group)).ResourcePolicy).toBe(policy);
    await sm.deleteModelPackageGroupPolicy(group);
    await expect(sm.getModelPackageGroupPolicy(group)).rejects.toThrow('Cannot find resource policy');
    await sm.deleteModelPackageGroup(group);
    await expect(sm.describeModelPackageGroup(group)).rejects.toThrow('does not exist');
  });
});

describe('model packages', () => {
  it('have versions in a group, which are approved, updated, listed and deleted', async () => {
    await sm.createModelPackageGroup({ ModelPackageGroupName: 'fish' });
    const group = { ModelPackageGroupName: 'fish' };
    const create = (more: object = {}) =>
      sm.createModelPackage({ ...group, InferenceSpecification: specification(), ...more });
    const first = await create({ CustomerMetadataProperties: { a: '1', b: '2' } });
    const second = await create({ ModelApprovalStatus: 'Approved', ClientToken: 'once' });
    expect((await create({ ClientToken: 'once' })).ModelPackageArn).toBe(second.ModelPackageArn);
    expect(first.ModelPackageArn).toBe(`${ARN}:model-package/fish/1`);
    expect(second.ModelPackageArn).toBe(`${ARN}:model-package/fish/2`);
    const ModelPackageArn = first.ModelPackageArn;
    expect(await sm.describeModelPackage({ ModelPackageName: ModelPackageArn })).toMatchObject({
      ModelPackageGroupName: 'fish',
      ModelPackageVersion: 1,
      ModelApprovalStatus: 'PendingManualApproval',
      ModelPackageStatus: 'Completed',
    });
    await sm.updateModelPackage({
      ModelPackageArn,
      ModelApprovalStatus: 'Rejected',
      ApprovalDescription: 'too big',
      ModelLifeCycle: { Stage: 'Staging', StageStatus: 'Waiting' },
      CustomerMetadataProperties: { c: '3' },
      CustomerMetadataPropertiesToRemove: ['a'],
      AdditionalInferenceSpecificationsToAdd: [{ Name: 'fast', Containers: [{ Image: 'image:2' }] }],
    });
    expect(await sm.describeModelPackage({ ModelPackageName: 'fish/1' })).toMatchObject({
      ModelApprovalStatus: 'Rejected',
      ApprovalDescription: 'too big',
      ModelLifeCycle: { Stage: 'Staging', StageStatus: 'Waiting' },
      CustomerMetadataProperties: { b: '2', c: '3' },
      AdditionalInferenceSpecifications: [{ Name: 'fast' }],
    });
    const approved = await sm.listModelPackages({ ...group, ModelApprovalStatus: 'Approved' });
    expect(approved.ModelPackageSummaryList?.map((one) => one.ModelPackageVersion)).toEqual([2]);
    const all = await sm.listModelPackages({ ...group, MaxResults: 1 });
    expect(all.ModelPackageSummaryList?.map((one) => one.ModelPackageVersion)).toEqual([1]);
    const rest = await sm.listModelPackages({ ...group, MaxResults: 1, NextToken: all.NextToken });
    expect(rest.ModelPackageSummaryList?.map((one) => one.ModelPackageVersion)).toEqual([2]);
    expect((await sm.listModelPackages({})).ModelPackageSummaryList).toEqual([]);

    const batch = await sm.batchDescribeModelPackage({
      ModelPackageArnList: [first.ModelPackageArn!, `${ARN}:model-package/fish/9`],
    });
    expect(Object.keys(batch.ModelPackageSummaries ?? {})).toEqual([first.ModelPackageArn]);
    expect(Object.keys(batch.BatchDescribeModelPackageErrorMap ?? {})).toEqual([
      `${ARN}:model-package/fish/9`,
    ]);

    await expect(sm.deleteModelPackageGroup(group)).rejects.toMatchObject({ name: 'ConflictException' });
    await sm.deleteModelPackage({ ModelPackageName: second.ModelPackageArn });
    await expect(sm.describeModelPackage({ ModelPackageName: 'fish/2' })).rejects.toThrow('does not exist');
    // A number is not given again.
    expect((await create()).ModelPackageArn).toBe(`${ARN}:model-package/fish/3`);
  });

  it('are refused without their group, with tags of their own or with two names', async () => {
    const spec = { InferenceSpecification: specification() };
    await expect(sm.createModelPackage({ ModelPackageGroupName: 'nobody', ...spec })).rejects.toThrow(
      'does not exist',
    );
    await expect(sm.createModelPackage(spec)).rejects.toThrow('Exactly one of');
    await sm.createModelPackageGroup({ ModelPackageGroupName: 'tagless' });
    await expect(
      sm.createModelPackage({
        ModelPackageGroupName: 'tagless',
        ...spec,
        Tags: [{ Key: 'a', Value: 'b' }],
      }),
    ).rejects.toThrow('tags of its group');
  });

  it('stand alone by name, and fail a validation that nothing here can run', async () => {
    await sm.createModelPackage({ ModelPackageName: 'alone', InferenceSpecification: specification() });
    const alone = { ModelPackageName: 'alone' };
    await until(
      () => sm.describeModelPackage(alone),
      (found) => found.ModelPackageStatus === 'Completed',
    );
    const unversioned = await sm.listModelPackages({ ModelPackageType: 'Unversioned' });
    expect(unversioned.ModelPackageSummaryList?.map((one) => one.ModelPackageName)).toContain('alone');
    await expect(
      sm.updateModelPackage({
        ModelPackageArn: `${ARN}:model-package/alone`,
        ModelApprovalStatus: 'Approved',
      }),
    ).rejects.toThrow('Only versioned');

    await sm.createModelPackage({
      ModelPackageName: 'validated',
      InferenceSpecification: specification(),
      ValidationSpecification: {
        ValidationRole: ROLE,
        ValidationProfiles: [
          {
            ProfileName: 'profile',
            TransformJobDefinition: {
              TransformInput: {
                DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://in/data' } },
              },
              TransformOutput: { S3OutputPath: 's3://out/data' },
              TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
            },
          },
        ],
      },
    });
    const failed = await until(
      () => sm.describeModelPackage({ ModelPackageName: 'validated' }),
      (found) => found.ModelPackageStatus === 'Failed',
    );
    expect(failed.ModelPackageStatusDetails?.ValidationStatuses?.[0]?.FailureReason).toContain('not run');
  });

  it('can be cloned from a package and registered from a model', async () => {
    await sm.createModelPackageGroup({ ModelPackageGroupName: 'copies' });
    await sm.createModel({
      ModelName: 'original',
      ExecutionRoleArn: ROLE,
      PrimaryContainer: { Image: 'image:7', ModelDataUrl: 's3://models/7.tar.gz' },
    });
    const registered = await sm.createModelPackage({
      ModelPackageGroupName: 'copies',
      SourceUri: `${ARN}:model/original`,
    });
    const cloned = await sm.createModelPackage({
      ModelPackageGroupName: 'copies',
      SourceUri: registered.ModelPackageArn,
    });
    const found = await sm.describeModelPackage({ ModelPackageName: cloned.ModelPackageArn });
    expect(found.InferenceSpecification?.Containers?.[0]).toMatchObject({ Image: 'image:7' });
    await expect(
      sm.createModelPackage({ ModelPackageGroupName: 'copies', SourceUri: `${ARN}:model/nothing` }),
    ).rejects.toThrow('does not exist');
  });

  it('make models when they are approved', async () => {
    await sm.createModelPackageGroup({ ModelPackageGroupName: 'gate' });
    const { ModelPackageArn } = await sm.createModelPackage({
      ModelPackageGroupName: 'gate',
      InferenceSpecification: specification(),
    });
    const create = (ModelPackageName: string | undefined) =>
      sm.createModel({
        ModelName: 'gated',
        ExecutionRoleArn: ROLE,
        PrimaryContainer: { ModelPackageName },
      });
    await expect(create(ModelPackageArn)).rejects.toThrow('is not approved');
    await expect(create(`${ARN}:model-package/gate/7`)).rejects.toThrow('does not exist');
    await sm.updateModelPackage({ ModelPackageArn, ModelApprovalStatus: 'Approved' });
    await create(ModelPackageArn);
  });

  it('say which zoo models they come nearest to', async () => {
    const near = (NearestModelName: string, Framework: string) => ({
      ModelPackageGroupName: 'zoo',
      Domain: 'COMPUTER_VISION',
      Task: 'IMAGE_CLASSIFICATION',
      InferenceSpecification: {
        Containers: [{ Image: 'image:1', NearestModelName, Framework, FrameworkVersion: '2.1' }],
      },
    });
    await sm.createModelPackageGroup({ ModelPackageGroupName: 'zoo' });
    await sm.createModelPackage(near('resnet50', 'PYTORCH'));
    await sm.createModelPackage(near('xception', 'TENSORFLOW'));
    const found = await sm.listModelMetadata({
      SearchExpression: { Filters: [{ Name: 'Framework', Value: 'PYTORCH' }] },
    });
    expect(found.ModelMetadataSummaries).toEqual([
      {
        Domain: 'COMPUTER_VISION',
        Task: 'IMAGE_CLASSIFICATION',
        Framework: 'PYTORCH',
        FrameworkVersion: '2.1',
        Model: 'resnet50',
      },
    ]);
    const page = await sm.listModelMetadata({ MaxResults: 1 });
    const next = await sm.listModelMetadata({ MaxResults: 1, NextToken: page.NextToken });
    expect(next.ModelMetadataSummaries?.[0]?.Model).not.toBe(page.ModelMetadataSummaries?.[0]?.Model);
    expect(next.NextToken).toBeUndefined();
  });
});

describe('algorithms', () => {
  it('are created, described, listed, named by packages and deleted', async () => {
    await sm.createAlgorithm({
      AlgorithmName: 'trees',
      AlgorithmDescription: 'many',
      TrainingSpecification: {
        TrainingImage: 'image:trees',
        SupportedTrainingInstanceTypes: ['ml.m5.large'],
        TrainingChannels: [
          { Name: 'train', SupportedContentTypes: ['text/csv'], SupportedInputModes: ['File'] },
        ],
      },
    });
    const found = await until(
      () => sm.describeAlgorithm({ AlgorithmName: 'trees' }),
      (one) => one.AlgorithmStatus === 'Completed',
    );
    expect(found).toMatchObject({
      AlgorithmArn: `${ARN}:algorithm/trees`,
      AlgorithmDescription: 'many',
      TrainingSpecification: { TrainingImage: 'image:trees' },
    });
    const listed = await sm.listAlgorithms({ NameContains: 'tree' });
    expect(listed.AlgorithmSummaryList?.map((one) => one.AlgorithmName)).toEqual(['trees']);
    expect((await sm.listAlgorithms({ NameContains: 'other' })).AlgorithmSummaryList).toEqual([]);
    const source = (AlgorithmName: string) => ({ SourceAlgorithms: [{ AlgorithmName }] });
    await sm.createModelPackage({
      ModelPackageName: 'from-trees',
      SourceAlgorithmSpecification: source('trees'),
    });
    await expect(
      sm.createModelPackage({ ModelPackageName: 'x', SourceAlgorithmSpecification: source('no') }),
    ).rejects.toThrow('does not exist');
    await sm.deleteAlgorithm({ AlgorithmName: 'trees' });
    await expect(sm.describeAlgorithm({ AlgorithmName: 'trees' })).rejects.toThrow('does not exist');
  });
});
