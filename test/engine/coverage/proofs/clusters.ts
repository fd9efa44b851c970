import { type Members } from '../inputs.ts';
import { type ProofGroup } from '../proof.ts';
import { listed, type Scene, textIn } from '../scene.ts';

const group = (scene: Scene, count = 1): Members => ({
  InstanceGroupName: 'workers',
  InstanceType: 'ml.m5.large',
  InstanceCount: count,
  ExecutionRole: scene.role(),
  LifeCycleConfig: { SourceS3Uri: 's3://sagemaker-coverage/scripts', OnCreate: 'on_create.sh' },
  ThreadsPerCore: 1,
});

const clusterOf = (scene: Scene): Members => ({
  ClusterName: scene.name('cluster'),
  InstanceGroups: [group(scene)],
  NodeRecovery: 'Automatic',
  NodeProvisioningMode: 'Continuous',
  Orchestrator: {
    Eks: { ClusterArn: `arn:aws:eks:${scene.region}:${scene.accountId}:cluster/${scene.random.slug()}` },
  },
  VpcConfig: { SecurityGroupIds: ['sg-0123456789abcdef0'], Subnets: ['subnet-0123456789abcdef0'] },
});

async function newCluster(scene: Scene): Promise<{ ClusterName: string; ClusterArn: string }> {
  const given = clusterOf(scene);
  const ClusterName = textIn(given, 'ClusterName');
  const { ClusterArn } = await scene.send('CreateCluster', given);
  await scene.until(
    'in service',
    () => scene.send('DescribeCluster', { ClusterName }),
    ({ ClusterStatus }) => ClusterStatus === 'InService',
  );
  return { ClusterName, ClusterArn: String(ClusterArn) };
}

async function nodes(scene: Scene, ClusterName: string): Promise<Members[]> {
  return listed(
    await scene.send('ListClusterNodes', { ClusterName, MaxResults: 100 }),
    'ClusterNodeSummaries',
  );
}

async function until(scene: Scene, ClusterName: string, count: number): Promise<Members[]> {
  let found: Members[] = [];
  const ask = async (): Promise<Members> => {
    found = await nodes(scene, ClusterName);
    const running = found.filter((node) => textIn(node['InstanceStatus'] as Members, 'Status') === 'Running');
    return { all: found.length, running: running.length };
  };
  await scene.until(`${count} nodes`, ask, ({ all, running }) => all === count && running === count);
  return found;
}

export const clusters: ProofGroup = {
  name: 'Clusters',
  kinds: [
    {
      kind: 'Cluster',
      given: clusterOf,
      hides: ['InstanceGroups'],
      filtersElsewhere: ['TrainingPlanArn'],
      update: (_, scene) => ({ InstanceGroups: [group(scene, 2)], NodeRecovery: 'None' }),
      updateHides: ['InstanceGroups'],
    },
    {
      kind: 'ClusterSchedulerConfig',
      given: async (scene) => ({
        Name: scene.name('scheduler'),
        ClusterArn: (await newCluster(scene)).ClusterArn,
        SchedulerConfig: {
          PriorityClasses: [{ Name: scene.random.slug(), Weight: scene.random.whole(1, 100) }],
          FairShare: 'Enabled',
        },
        Description: scene.random.slug(),
      }),
      as: ({ ClusterSchedulerConfigVersion }) => ({ TargetVersion: ClusterSchedulerConfigVersion }),
      rowId: 'ClusterSchedulerConfigArn',
      update: (_, scene) => ({
        Description: scene.random.slug(),
        SchedulerConfig: {
          PriorityClasses: [{ Name: scene.random.slug(), Weight: scene.random.whole(1, 100) }],
          FairShare: 'Disabled',
        },
      }),
    },
    {
      kind: 'ComputeQuota',
      given: async (scene) => ({
        Name: scene.name('quota'),
        ClusterArn: (await newCluster(scene)).ClusterArn,
        ComputeQuotaConfig: {
          ComputeQuotaResources: [{ InstanceType: 'ml.m5.large', Count: scene.random.whole(1, 9) }],
          ResourceSharingConfig: { Strategy: 'Lend' },
        },
        ComputeQuotaTarget: { TeamName: scene.random.slug(), FairShareWeight: scene.random.whole(1, 99) },
        ActivationState: 'Enabled',
        Description: scene.random.slug(),
      }),
      as: ({ ComputeQuotaVersion }) => ({ TargetVersion: ComputeQuotaVersion }),
      rowId: 'ComputeQuotaArn',
      update: (_, scene) => ({ Description: scene.random.slug(), ActivationState: 'Disabled' }),
    },
  ],
  special: [
    {
      proves: ['ListClusterNodes', 'DescribeClusterNode', 'BatchAddClusterNodes', 'BatchDeleteClusterNodes'],
      async run(scene) {
        const { ClusterName } = await newCluster(scene);
        const node = await scene.step('ListClusterNodes', async () => {
          const [first] = await until(scene, ClusterName, 1);
          scene.same({ InstanceGroupName: 'workers', InstanceType: 'ml.m5.large' }, first);
          const none = { ClusterName, InstanceGroupNameContains: scene.random.slug() };
          scene.same([], (await scene.send('ListClusterNodes', none))['ClusterNodeSummaries']);
          scene.same(
            [],
            (await scene.send('ListClusterNodes', { ClusterName, CreationTimeBefore: new Date(0) }))[
              'ClusterNodeSummaries'
            ],
          );
          return first ?? {};
        });
        await scene.step('DescribeClusterNode', async () => {
          const { InstanceId, InstanceGroupName } = node;
          const { NodeDetails } = await scene.send('DescribeClusterNode', {
            ClusterName,
            NodeId: InstanceId,
          });
          scene.same(
            { InstanceId, InstanceGroupName, InstanceType: 'ml.m5.large', ThreadsPerCore: 1 },
            NodeDetails,
          );
          await scene.refusal('DescribeClusterNode', { ClusterName, NodeId: 'i-00000000000000000' });
        });
        await scene.step('BatchAddClusterNodes', async () => {
          const answer = await scene.send('BatchAddClusterNodes', {
            ClusterName,
            NodesToAdd: [{ InstanceGroupName: 'workers', IncrementTargetCountBy: 2 }],
          });
          scene.check(listed(answer, 'Failed').length === 0, JSON.stringify(answer));
          await until(scene, ClusterName, 3);
        });
        await scene.step('BatchDeleteClusterNodes', async () => {
          const absent = 'i-00000000000000000';
          const answer = await scene.send('BatchDeleteClusterNodes', {
            ClusterName,
            NodeIds: [node['InstanceId'], absent],
          });
          scene.same([node['InstanceId']], answer['Successful']);
          scene.same([{ NodeId: absent }], answer['Failed']);
          const left = await until(scene, ClusterName, 2);
          scene.check(!left.some((it) => it['InstanceId'] === node['InstanceId']), 'Another node went.');
        });
      },
    },
    {
      proves: ['ListClusterEvents', 'DescribeClusterEvent'],
      async run(scene) {
        const { ClusterName } = await newCluster(scene);
        const event = await scene.step('ListClusterEvents', async () => {
          const events = listed(await scene.send('ListClusterEvents', { ClusterName }), 'Events');
          scene.check(
            events.length > 0 && events.every((it) => it['ClusterName'] === ClusterName),
            'There are no events of this cluster alone.',
          );
          scene.same(
            [],
            (await scene.send('ListClusterEvents', { ClusterName, EventTimeBefore: new Date(0) }))['Events'],
          );
          return events[0] ?? {};
        });
        await scene.step('DescribeClusterEvent', async () => {
          const { EventId, ResourceType } = event;
          const { EventDetails } = await scene.send('DescribeClusterEvent', { ClusterName, EventId });
          scene.same({ EventId, ClusterName, ResourceType }, EventDetails);
          await scene.refusal('DescribeClusterEvent', {
            ClusterName,
            EventId: '00000000-0000-0000-0000-000000000000',
          });
        });
      },
    },
    {
      proves: ['UpdateClusterSoftware'],
      run: (scene) =>
        scene.step('UpdateClusterSoftware', async () => {
          const { ClusterName, ClusterArn } = await newCluster(scene);
          const [before] = await until(scene, ClusterName, 1);
          scene.same({ ClusterArn }, await scene.send('UpdateClusterSoftware', { ClusterName }));
          const changed = async (): Promise<Members> => (await nodes(scene, ClusterName))[0] ?? {};
          const time = (node: Members | undefined): number =>
            node?.['LastSoftwareUpdateTime'] instanceof Date ? node['LastSoftwareUpdateTime'].getTime() : 0;
          await scene.until('updated', changed, (node) => time(node) > time(before));
        }),
    },
  ],
};
