import type {
  DeploymentStageStatusSummary,
  DescribeEdgeDeploymentPlanResponse,
  EdgeDeploymentPlanSummary,
} from '@aws-sdk/client-sagemaker';
import { referenceFromArn } from '../arn.ts';
import type { Child, Details } from '../details.ts';
import type { ResourceKind, SageMaker } from '../kind.ts';
import { bounded, mostChildren } from '../links.ts';
import { facts, linkChild, present, statusChild } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, fullQuery, listInput, shouted } from '../sdk.ts';
import { moment } from '../text.ts';
import { edgeClosed } from './edge.ts';

export const edgeDeploymentPlan: ResourceKind = {
  id: 'edgeDeploymentPlan',
  singular: 'edge deployment plan',
  plural: 'Edge deployment plans',
  icon: 'rocket',
  group: 'Inference',
  closed: edgeClosed,
  query: fullQuery([], ['CreationTime', 'LastModifiedTime', 'Name']),
  async list(from, query) {
    const answer = await call(
      from,
      'ListEdgeDeploymentPlans',
      {
        ...listInput(query),
        SortBy: shouted<'CREATION_TIME' | 'LAST_MODIFIED_TIME' | 'NAME'>(query.sortBy),
      },
      query.signal,
    );
    return {
      items: (answer.EdgeDeploymentPlanSummaries ?? []).map(planResource),
      nextToken: answer.NextToken,
    };
  },
  async describe(from, { name }, signal) {
    return edgeDeploymentPlanDetails(
      await call(from, 'DescribeEdgeDeploymentPlan', { EdgeDeploymentPlanName: name }, signal),
    );
  },
  status: () => undefined,
  actions: () => ['describe', 'tag', 'delete'],
  async delete(from, { name }) {
    await call(from, 'DeleteEdgeDeploymentPlan', { EdgeDeploymentPlanName: name });
  },
  deleteNote: 'Its stages must be deleted before it. What was deployed stays on the devices.',
};

function planResource(plan: EdgeDeploymentPlanSummary | DescribeEdgeDeploymentPlanResponse): Resource {
  return {
    kind: 'edgeDeploymentPlan',
    name: plan.EdgeDeploymentPlanName ?? '',
    arn: plan.EdgeDeploymentPlanArn ?? '',
    note: devices(plan.EdgeDeploymentSuccess, plan.EdgeDeploymentPending, plan.EdgeDeploymentFailed),
    createdAt: plan.CreationTime,
    modifiedAt: plan.LastModifiedTime,
  };
}

/** How many devices have it: `2 deployed, 1 pending, 1 failed`. */
function devices(deployed = 0, pending = 0, failed = 0): string {
  const parts = [
    `${deployed} deployed`,
    pending > 0 && `${pending} pending`,
    failed > 0 && `${failed} failed`,
  ];
  return parts.filter((part) => part !== false).join(', ');
}

export function edgeDeploymentPlanDetails(plan: DescribeEdgeDeploymentPlanResponse): Details {
  const resource = planResource(plan);
  const stages = plan.Stages ?? [];
  const models = plan.ModelConfigs ?? [];
  return {
    document: plan,
    resource,
    facts: facts(
      ['Devices', resource.note],
      ['Fleet', plan.DeviceFleetName],
      ['Stages', stages.map(({ StageName: name }) => name).join(', ')],
      ['Models', models.map(({ ModelHandle: handle }) => handle).join(', ')],
      ['Created', moment(plan.CreationTime)],
    ),
    children: present(
      linkChild('Fleet', 'circuit-board', resource.arn, 'deviceFleet', plan.DeviceFleetName),
      ...models.map(({ ModelHandle: handle = 'Model', EdgePackagingJobName: name }) => {
        const link = linkChild(handle, 'archive', resource.arn, 'edgePackagingJob', name);
        return link && { ...link, id: `model/${handle}` };
      }),
      ...stages.map(stageChild),
    ),
    more: async (from, signal) => {
      const found = stages.map(({ StageName: name = '' }) => stageDevices(from, resource.name, name, signal));
      return (await Promise.all(found)).flat();
    },
  };
}

function stageChild({
  StageName: name = '',
  DeploymentStatus: deployment,
}: DeploymentStageStatusSummary): Child {
  return statusChild({
    id: `stage/${name}`,
    label: name,
    status: deployment?.StageStatus,
    notes: [
      devices(
        deployment?.EdgeDeploymentSuccessInStage,
        deployment?.EdgeDeploymentPendingInStage,
        deployment?.EdgeDeploymentFailedInStage,
      ),
    ],
    failure: deployment?.StageStatus === 'FAILED' ? deployment.EdgeDeploymentStatusMessage : undefined,
  });
}

/** The devices that a stage chooses, with how far each is. */
async function stageDevices(
  from: SageMaker,
  plan: string,
  stage: string,
  signal?: AbortSignal,
): Promise<Child[]> {
  const input = { EdgeDeploymentPlanName: plan, StageName: stage, MaxResults: mostChildren };
  const answer = await call(from, 'ListStageDevices', input, signal);
  const children = (answer.DeviceDeploymentSummaries ?? []).map((device) =>
    statusChild({
      id: `stage/${stage}/${device.DeviceName ?? ''}`,
      label: device.DeviceName ?? '',
      status: device.DeviceDeploymentStatus,
      notes: [stage],
      failure: device.DeviceDeploymentStatus === 'FAILED' ? device.DeviceDeploymentStatusMessage : undefined,
      reference: referenceFromArn(device.DeviceArn ?? ''),
    }),
  );
  return bounded(children, answer.NextToken, `devices of ${stage}`).map((child) =>
    child.id === 'more' ? { ...child, id: `stage/${stage}/more` } : child,
  );
}
