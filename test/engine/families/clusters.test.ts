import { SageMaker, type CreateClusterCommandInput } from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine, until } from '../harness.ts';
import { complete } from './complete.ts';
import { ROLE } from './hosted.ts';

let engine: TestEngine;
let sm: SageMaker;

beforeAll(async () => {
  engine = await startEngine('--status-delay', '0.1');
  sm = new SageMaker(engine.clientConfig);
  complete(sm);
});
afterAll(async () => {
  sm.destroy();
  await engine.stop();
});

function group(InstanceGroupName: string, InstanceCount: number) {
  return {
    InstanceGroupName,
    InstanceCount,
    InstanceType: 'ml.g5.xlarge' as const,
    ExecutionRole: ROLE,
    LifeCycleConfig: { SourceS3Uri: 's3://sagemaker-b/l', OnCreate: 'on_create.sh' },
  };
}

async function create(ClusterName: string, more: Partial<CreateClusterCommandInput> = {}): Promise<string> {
  const InstanceGroups = [group('head', 1), group('work', 2)];
  const { ClusterArn } = await sm.createCluster({ ClusterName, InstanceGroups, ...more });
  await settled(ClusterName);
  return ClusterArn ?? '';
}

const settled = (ClusterName: string) =>
  until(
    () => sm.describeCluster({ ClusterName }),
    ({ ClusterStatus, InstanceGroups }) =>
      ClusterStatus === 'InService' &&
      (InstanceGroups ?? []).every((one) => one.CurrentCount === one.TargetCount),
  );

const nodes = async (ClusterName: string, more: object = {}) =>
  (await sm.listClusterNodes({ ClusterName, MaxResults: 100, ...more })).ClusterNodeSummaries ?? [];

describe('clusters', () => {
  it('are refused with groups that do not fit', async () => {
    const cases: [Partial<CreateClusterCommandInput>, string][] = [
      [{ InstanceGroups: undefined }, 'is needed'],
      [{ InstanceGroups: [group('a', 1), group('a', 1)] }, '"a" is there twice'],
      [{ InstanceGroups: [{ ...group('a', 1), MinInstanceCount: 2 }] }, 'is greater than its InstanceCount'],
      [{ InstanceGroups: [group('a', 5000)] }, 'account-level service limit'],
    ];
    for (const [more, words] of cases) await expect(create('bad', more)).rejects.toThrow(words);
  });

  it('have the nodes that their groups count', async () => {
    const arn = await create('small');
    expect(arn).toMatch(/:cluster\/[a-z0-9]{12}$/);
    expect(await sm.describeCluster({ ClusterName: arn })).toMatchObject({
      ClusterName: 'small',
      NodeRecovery: 'Automatic',
      InstanceGroups: [
        { InstanceGroupName: 'head', TargetCount: 1, Status: 'InService' },
        { InstanceGroupName: 'work', TargetCount: 2, InstanceType: 'ml.g5.xlarge' },
      ],
    });
    expect(await nodes('small')).toHaveLength(3);
    const [worker] = await nodes('small', { InstanceGroupNameContains: 'wor' });
    expect(worker).toMatchObject({ InstanceGroupName: 'work', InstanceStatus: { Status: 'Running' } });
    const { NodeDetails } = await sm.describeClusterNode({
      ClusterName: 'small',
      NodeId: worker?.InstanceId,
    });
    expect(NodeDetails).toMatchObject({
      InstanceId: worker?.InstanceId,
      LifeCycleConfig: { OnCreate: 'on_create.sh' },
      ThreadsPerCore: 1,
    });
    await expect(
      sm.describeClusterNode({ ClusterName: 'small', NodeId: 'i-00000000000000000' }),
    ).rejects.toMatchObject({ name: 'ResourceNotFound' });
  });

  it('change with their groups', async () => {
    const ClusterName = 'small';
    const other = { ...group('work', 1), InstanceType: 'ml.g5.2xlarge' as const };
    await expect(sm.updateCluster({ ClusterName, InstanceGroups: [other] })).rejects.toMatchObject({
      name: 'ConflictException',
    });
    await sm.updateCluster({
      ClusterName,
      InstanceGroups: [group('work', 3), group('more', 1)],
      InstanceGroupsToDelete: ['head'],
    });
    await expect(sm.updateCluster({ ClusterName, NodeRecovery: 'None' })).rejects.toMatchObject({
      name: 'ConflictException',
    });
    const { InstanceGroups } = await settled(ClusterName);
    expect(InstanceGroups?.map((one) => [one.InstanceGroupName, one.CurrentCount])).toEqual([
      ['work', 3],
      ['more', 1],
    ]);
    const running = await until(
      () => nodes(ClusterName),
      (all) => all.length === 4,
    );
    await sm.updateClusterSoftware({ ClusterName, InstanceGroups: [{ InstanceGroupName: 'more' }] });
    await settled(ClusterName);
    const fresh = (await nodes(ClusterName)).filter((node) => node.LastSoftwareUpdateTime !== undefined);
    expect(fresh.map((node) => node.InstanceGroupName)).toEqual(['more']);
    const [gone] = running.filter((node) => node.InstanceGroupName === 'work');
    const NodeIds = [gone?.InstanceId ?? '', 'i-00000000000000000'];
    const deleted = await sm.batchDeleteClusterNodes({ ClusterName, NodeIds });
    expect(deleted).toMatchObject({
      Successful: [gone?.InstanceId],
      Failed: [{ NodeId: 'i-00000000000000000', Code: 'NodeIdNotFound' }],
    });
    const left = await until(
      () => nodes(ClusterName),
      (all) => all.length === 3,
    );
    expect(left.map((node) => node.InstanceId)).not.toContain(gone?.InstanceId);
    const { InstanceGroups: after } = await settled(ClusterName);
    expect(after?.find((one) => one.InstanceGroupName === 'work')).toMatchObject({ TargetCount: 2 });
  });

  it('that provision continuously take nodes one by one and keep events', async () => {
    const ClusterName = 'growing';
    await create(ClusterName, { NodeProvisioningMode: 'Continuous', InstanceGroups: [group('work', 1)] });
    const added = await sm.batchAddClusterNodes({
      ClusterName,
      NodesToAdd: [
        { InstanceGroupName: 'work', IncrementTargetCountBy: 2 },
        { InstanceGroupName: 'none', IncrementTargetCountBy: 1 },
      ],
    });
    expect(added.Successful).toHaveLength(2);
    expect(added.Failed).toMatchObject([{ InstanceGroupName: 'none', ErrorCode: 'InstanceGroupNotFound' }]);
    await settled(ClusterName);
    const ids = (await nodes(ClusterName)).map((node) => node.NodeLogicalId);
    expect(ids).toEqual(expect.arrayContaining(added.Successful?.map((node) => node.NodeLogicalId) ?? []));
    await expect(
      sm.batchAddClusterNodes({
        ClusterName: 'small',
        NodesToAdd: [{ InstanceGroupName: 'work', IncrementTargetCountBy: 1 }],
      }),
    ).rejects.toThrow('NodeProvisioningMode Continuous only');

    const events = async (more: object = {}) =>
      (await sm.listClusterEvents({ ClusterName, MaxResults: 50, ...more })).Events ?? [];
    expect(await events({ ResourceType: 'Cluster' })).toHaveLength(1);
    const [instance] = await events({ ResourceType: 'Instance' });
    expect(instance?.Description).toContain('was added');
    expect(await events({ NodeId: instance?.InstanceId })).toHaveLength(1);
    expect(await events({ EventTimeBefore: new Date(Date.now() - 60_000) })).toEqual([]);
    const { EventDetails } = await sm.describeClusterEvent({ ClusterName, EventId: instance?.EventId });
    expect(EventDetails).toMatchObject({ EventId: instance?.EventId, InstanceId: instance?.InstanceId });
    await expect(sm.listClusterEvents({ ClusterName: 'small' })).rejects.toThrow('Continuous');
  });

  it('go with their nodes', async () => {
    await sm.deleteCluster({ ClusterName: 'small' });
    expect((await sm.describeCluster({ ClusterName: 'small' })).ClusterStatus).toBe('Deleting');
    const left = await until(
      async () => (await sm.listClusters({ SortBy: 'NAME' })).ClusterSummaries ?? [],
      (all) => all.length === 1,
    );
    expect(left.map((one) => one.ClusterName)).toEqual(['growing']);
    await expect(nodes('small')).rejects.toMatchObject({ name: 'ResourceNotFound' });
    await expect(
      sm.startClusterHealthCheck({
        ClusterName: 'growing',
        DeepHealthCheckConfigurations: [{ InstanceGroupName: 'work', DeepHealthChecks: ['InstanceStress'] }],
      }),
    ).rejects.toThrow('no meaning on this machine');
  });
});

describe('policies of clusters', () => {
  it('have versions, and a cluster one scheduler configuration', async () => {
    const ClusterArn = await create('shared');
    const config = (Weight: number) => ({
      PriorityClasses: [{ Name: 'high', Weight }],
      FairShare: 'Enabled' as const,
    });
    const request = { Name: 'order', ClusterArn, SchedulerConfig: config(90) };
    const { ClusterSchedulerConfigId } = await sm.createClusterSchedulerConfig(request);
    expect(ClusterSchedulerConfigId).toMatch(/^[a-z0-9]{12}$/);
    await expect(sm.createClusterSchedulerConfig({ ...request, Name: 'second' })).rejects.toMatchObject({
      name: 'ConflictException',
    });
    const id = { ClusterSchedulerConfigId };
    const reach = (status: string) =>
      until(
        () => sm.describeClusterSchedulerConfig(id),
        ({ Status }) => Status === status,
      );
    await reach('Created');
    const change = { ...id, SchedulerConfig: config(50) };
    await expect(sm.updateClusterSchedulerConfig({ ...change, TargetVersion: 2 })).rejects.toMatchObject({
      name: 'ConflictException',
    });
    const updated = await sm.updateClusterSchedulerConfig({ ...change, TargetVersion: 1 });
    expect(updated.ClusterSchedulerConfigVersion).toBe(2);
    expect((await reach('Updated')).SchedulerConfig).toEqual(config(50));
    const first = await sm.describeClusterSchedulerConfig({ ...id, ClusterSchedulerConfigVersion: 1 });
    expect(first).toMatchObject({ SchedulerConfig: config(90), ClusterSchedulerConfigVersion: 1 });
    const found = await sm.listClusterSchedulerConfigs({
      ClusterArn,
      Status: 'Updated',
      NameContains: 'ord',
    });
    expect(found.ClusterSchedulerConfigSummaries).toMatchObject([id]);
    await sm.deleteClusterSchedulerConfig(id);
    const gone = await until(
      () => sm.listClusterSchedulerConfigs({}),
      (page) => page.ClusterSchedulerConfigSummaries?.length === 0,
    );
    expect(gone.ClusterSchedulerConfigSummaries).toEqual([]);
  });

  it('share what is computed among teams', async () => {
    const { ClusterArn } = await sm.describeCluster({ ClusterName: 'shared' });
    const quota = (Name: string, TeamName: string) => ({
      Name,
      ClusterArn,
      ComputeQuotaConfig: { ComputeQuotaResources: [{ InstanceType: 'ml.g5.xlarge' as const, Count: 1 }] },
      ComputeQuotaTarget: { TeamName, FairShareWeight: 10 },
    });
    const { ComputeQuotaId } = await sm.createComputeQuota(quota('one', 'birds'));
    await expect(sm.createComputeQuota(quota('one', 'bees'))).rejects.toThrow('"one" already');
    await expect(sm.createComputeQuota(quota('two', 'birds'))).rejects.toThrow(
      '"birds" has the compute quota',
    );
    await sm.createComputeQuota(quota('two', 'bees'));
    const described = await until(
      () => sm.describeComputeQuota({ ComputeQuotaId }),
      ({ Status }) => Status === 'Created',
    );
    expect(described).toMatchObject({
      ...quota('one', 'birds'),
      ActivationState: 'Enabled',
      ComputeQuotaVersion: 1,
    });
    await sm.updateComputeQuota({ ComputeQuotaId, TargetVersion: 1, ActivationState: 'Disabled' });
    const listed = await sm.listComputeQuotas({ ClusterArn, SortBy: 'Name', SortOrder: 'Ascending' });
    expect(listed.ComputeQuotaSummaries).toMatchObject([
      { Name: 'one', ActivationState: 'Disabled', ComputeQuotaVersion: 2 },
      { Name: 'two' },
    ]);
    await sm.deleteComputeQuota({ ComputeQuotaId });
    await until(
      () => sm.listComputeQuotas({}),
      (page) => page.ComputeQuotaSummaries?.length === 1,
    );
    await expect(sm.describeComputeQuota({ ComputeQuotaId })).rejects.toMatchObject({
      name: 'ResourceNotFound',
    });
  });
});
