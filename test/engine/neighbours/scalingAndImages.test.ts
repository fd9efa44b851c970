import {
  ApplicationAutoScalingClient,
  DeleteScalingPolicyCommand,
  DeregisterScalableTargetCommand,
  DescribeScalableTargetsCommand,
  DescribeScalingActivitiesCommand,
  DescribeScalingPoliciesCommand,
  ListTagsForResourceCommand,
  PutScalingPolicyCommand,
  RegisterScalableTargetCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-application-auto-scaling';
import {
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  ListImagesCommand,
} from '@aws-sdk/client-ecr';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine } from '../harness.ts';
import { HostingFixture } from '../hostingFixture.ts';
import { createBucket, createJob, jobEnd } from '../trainingKit.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine('--status-delay', '0');
});
afterAll(() => engine.stop());

const TARGET = {
  ServiceNamespace: 'sagemaker',
  ResourceId: 'endpoint/scaled/variant/blue',
  ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
} as const;
const ServiceNamespace = 'sagemaker';

describe('Application Auto Scaling', () => {
  let scaling: ApplicationAutoScalingClient;
  beforeAll(async () => {
    scaling = new ApplicationAutoScalingClient(engine.clientConfig);
    const fixture = new HostingFixture(engine);
    await fixture.bucket();
    await fixture.model('scaled', {});
    await fixture.config('scaled', { blue: 'scaled' });
    await fixture.endpoint('scaled', 'scaled');
  });
  afterAll(() => scaling.destroy());

  const targets = async (more: object = {}) =>
    (await scaling.send(new DescribeScalableTargetsCommand({ ServiceNamespace, ...more }))).ScalableTargets;
  const policies = async (more: object = {}) =>
    (await scaling.send(new DescribeScalingPoliciesCommand({ ServiceNamespace, ...more }))).ScalingPolicies;

  it('registers variants that are there', async () => {
    const register = (more: object) =>
      scaling.send(new RegisterScalableTargetCommand({ ...TARGET, ...more }));
    for (const ResourceId of ['endpoint/none/variant/blue', 'endpoint/scaled/variant/none', 'scaled']) {
      await expect(register({ ResourceId, MinCapacity: 1, MaxCapacity: 2 })).rejects.toMatchObject({
        name: 'ValidationException',
      });
    }
    await expect(register({ MinCapacity: 1 })).rejects.toThrow('must be specified');
    await expect(register({ MinCapacity: 3, MaxCapacity: 2 })).rejects.toThrow('less than minimum');
    const Tags = { team: 'a' };
    const { ScalableTargetARN } = await register({ MinCapacity: 1, MaxCapacity: 4, Tags });
    expect((await register({ MaxCapacity: 8 })).ScalableTargetARN).toBe(ScalableTargetARN);
    expect(await targets()).toMatchObject([{ ...TARGET, MinCapacity: 1, MaxCapacity: 8, ScalableTargetARN }]);
    expect(await targets({ ResourceIds: ['endpoint/else/variant/blue'] })).toEqual([]);

    const ResourceARN = ScalableTargetARN ?? '';
    await scaling.send(new TagResourceCommand({ ResourceARN, Tags: { more: 'b' } }));
    await scaling.send(new UntagResourceCommand({ ResourceARN, TagKeys: ['team'] }));
    expect((await scaling.send(new ListTagsForResourceCommand({ ResourceARN }))).Tags).toEqual({ more: 'b' });
  });

  it('keeps their policies', async () => {
    const policy = {
      ...{ ...TARGET, PolicyName: 'track', PolicyType: 'TargetTrackingScaling' as const },
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 70,
        PredefinedMetricSpecification: {
          PredefinedMetricType: 'SageMakerVariantInvocationsPerInstance' as const,
        },
      },
    };
    const { PolicyARN } = await scaling.send(new PutScalingPolicyCommand(policy));
    const changed = { ...policy.TargetTrackingScalingPolicyConfiguration, TargetValue: 50 };
    const again = new PutScalingPolicyCommand({
      ...policy,
      TargetTrackingScalingPolicyConfiguration: changed,
    });
    expect((await scaling.send(again)).PolicyARN).toBe(PolicyARN);
    expect(await policies({ PolicyNames: ['track'] })).toMatchObject([
      { PolicyARN, PolicyName: 'track', TargetTrackingScalingPolicyConfiguration: changed },
    ]);
    expect(await policies({ PolicyNames: ['else'] })).toEqual([]);
    const elsewhere = { ...policy, ResourceId: 'endpoint/else/variant/blue' };
    await expect(scaling.send(new PutScalingPolicyCommand(elsewhere))).rejects.toMatchObject({
      name: 'ObjectNotFoundException',
    });
    await expect(
      scaling.send(
        new PutScalingPolicyCommand({
          ...policy,
          TargetTrackingScalingPolicyConfiguration: { TargetValue: 1 },
        }),
      ),
    ).rejects.toThrow('Exactly one');
    const { ScalingActivities } = await scaling.send(
      new DescribeScalingActivitiesCommand({ ServiceNamespace }),
    );
    expect(ScalingActivities).toEqual([]);

    await scaling.send(new DeleteScalingPolicyCommand({ ...TARGET, PolicyName: 'track' }));
    await expect(
      scaling.send(new DeleteScalingPolicyCommand({ ...TARGET, PolicyName: 'track' })),
    ).rejects.toMatchObject({ name: 'ObjectNotFoundException' });
    await scaling.send(new PutScalingPolicyCommand(policy));
    await scaling.send(new DeregisterScalableTargetCommand(TARGET));
    expect([await targets(), await policies()]).toEqual([[], []]);
    await expect(scaling.send(new DeregisterScalableTargetCommand(TARGET))).rejects.toMatchObject({
      name: 'ObjectNotFoundException',
    });
  });
});

describe('ECR', () => {
  let ecr: ECRClient;
  beforeAll(() => {
    ecr = new ECRClient(engine.clientConfig);
  });
  afterAll(() => ecr.destroy());
  const repositoryName = 'sagemaker-local/python';

  it('has the repositories whose images run here', async () => {
    const names: (string | undefined)[] = [];
    let nextToken: string | undefined;
    do {
      const page = await ecr.send(
        new DescribeRepositoriesCommand({ maxResults: 5, ...(nextToken !== undefined && { nextToken }) }),
      );
      names.push(...(page.repositories ?? []).map((one) => one.repositoryName));
      ({ nextToken } = page);
    } while (nextToken !== undefined);
    expect(names).toEqual(expect.arrayContaining([repositoryName, 'pytorch-training']));
    expect(new Set(names).size).toBe(names.length);
    await expect(
      ecr.send(new DescribeRepositoriesCommand({ repositoryNames: ['none'] })),
    ).rejects.toMatchObject({ name: 'RepositoryNotFoundException' });
  });

  it('has images of them that really run', async () => {
    const { repositories = [] } = await ecr.send(
      new DescribeRepositoriesCommand({ repositoryNames: [repositoryName] }),
    );
    const { imageIds = [] } = await ecr.send(new ListImagesCommand({ repositoryName }));
    const { imageDetails = [] } = await ecr.send(
      new DescribeImagesCommand({ repositoryName, imageIds: [{ imageTag: '3' }] }),
    );
    expect(imageDetails).toMatchObject([{ repositoryName, registryId: '000000000000' }]);
    expect(imageIds).toContainEqual({ imageDigest: imageDetails[0]?.imageDigest, imageTag: '3' });
    const filter = { tagStatus: 'UNTAGGED' as const };
    expect((await ecr.send(new ListImagesCommand({ repositoryName, filter }))).imageIds).toEqual([]);
    await expect(
      ecr.send(new DescribeImagesCommand({ repositoryName, imageIds: [{ imageTag: 'none' }] })),
    ).rejects.toMatchObject({ name: 'ImageNotFoundException' });
    await createBucket(engine);
    await createJob(engine, 'from-ecr', {
      files: { 'train.py': '' },
      AlgorithmSpecification: {
        TrainingImage: `${repositories[0]?.repositoryUri ?? ''}:${imageIds[0]?.imageTag ?? ''}`,
        TrainingInputMode: 'File',
      },
    });
    expect((await jobEnd(engine, 'from-ecr')).TrainingJobStatus).toBe('Completed');
  });
});
