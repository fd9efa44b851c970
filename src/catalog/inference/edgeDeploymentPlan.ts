import type {
  DescribeEdgeDeploymentPlanResponse,
  EdgeDeploymentPlanSummary,
} from '@aws-sdk/client-sagemaker';
import type { Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { facts, linkChild, present } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, fullQuery, listInput, shouted } from '../sdk.ts';
import { moment } from '../text.ts';
import { deviceCounts, stageChild, stageDevices } from './deploymentStages.ts';
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
    note: deviceCounts(plan.EdgeDeploymentSuccess, plan.EdgeDeploymentPending, plan.EdgeDeploymentFailed),
    createdAt: plan.CreationTime,
    modifiedAt: plan.LastModifiedTime,
  };
}

function edgeDeploymentPlanDetails(plan: DescribeEdgeDeploymentPlanResponse): Details {
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
