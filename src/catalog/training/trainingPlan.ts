import type {
  DescribeTrainingPlanResponse,
  ReservedCapacitySummary,
  TrainingPlanSummary,
} from '@aws-sdk/client-sagemaker';
import type { Child, Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { facts, statusText } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, pageInput } from '../sdk.ts';
import { statusOf, statusView } from '../status.ts';
import { moment } from '../text.ts';

const statuses = ['Pending', 'Active', 'Scheduled', 'Expired', 'Failed'] as const;

export const trainingPlan: ResourceKind = {
  id: 'trainingPlan',
  singular: 'training plan',
  plural: 'Training plans',
  icon: 'calendar',
  group: 'Training',
  branches: [{ kind: 'trainingJob' }],
  query: { name: false, statuses, sortBy: ['Name', 'Status'] },
  async list(from, query) {
    const by = { Name: 'TrainingPlanName', Status: 'Status' } as const;
    const answer = await call(
      from,
      'ListTrainingPlans',
      {
        ...pageInput(query),
        SortBy: query.sortBy === 'Name' || query.sortBy === 'Status' ? by[query.sortBy] : 'StartTime',
        SortOrder: query.sortOrder ?? 'Descending',
        Filters: query.status === undefined ? undefined : [{ Name: 'Status', Value: query.status }],
      },
      query.signal,
    );
    return { items: (answer.TrainingPlanSummaries ?? []).map(planResource), nextToken: answer.NextToken };
  },
  async describe(from, { name }, signal) {
    return trainingPlanDetails(await call(from, 'DescribeTrainingPlan', { TrainingPlanName: name }, signal));
  },
  status: statusOf,
  // What was bought is kept until it expires: there is no operation to stop or delete it.
  actions: () => ['describe', 'tag'],
};

function planResource(plan: TrainingPlanSummary | DescribeTrainingPlanResponse): Resource {
  return {
    kind: 'trainingPlan',
    name: plan.TrainingPlanName ?? '',
    arn: plan.TrainingPlanArn ?? '',
    status: plan.Status,
    note: capacityText(plan),
    // It says when its capacity begins, not when it was bought.
    ...(plan.Status === 'Expired' ? { endedAt: plan.EndTime } : {}),
  };
}

/** @param plan as DescribeTrainingPlan answers */
function trainingPlanDetails(plan: DescribeTrainingPlanResponse): Details {
  const { InUseInstanceCount: used, AvailableInstanceCount: free, UpfrontFee: fee } = plan;
  return {
    document: plan,
    resource: planResource(plan),
    facts: facts(
      ['Status', statusText(plan.Status, plan.Status === 'Failed' ? plan.StatusMessage : undefined)],
      ['Capacity', capacityText(plan)],
      ['In use', used === undefined ? undefined : `${used}${free === undefined ? '' : `, ${free} free`}`],
      [
        'From',
        from(plan.StartTime) && `${from(plan.StartTime) ?? ''} to ${from(plan.EndTime) ?? 'an unknown end'}`,
      ],
      ['Paid upfront', fee && `${fee} ${plan.CurrencyCode ?? ''}`.trim()],
    ),
    children: (plan.ReservedCapacitySummaries ?? []).map(capacityChild),
  };
}

/** `8 × ml.p5.48xlarge`. */
function capacityText({
  ReservedCapacitySummaries: capacities,
  TotalInstanceCount: total,
}: TrainingPlanSummary | DescribeTrainingPlanResponse) {
  const types = [...new Set((capacities ?? []).map(({ InstanceType: type }) => type))].join(', ');
  if (types === '') return total === undefined ? undefined : `${total} instances`;
  return `${total ?? '?'} × ${types}`;
}

function capacityChild(capacity: ReservedCapacitySummary): Child {
  const look = statusView(capacity.Status ?? 'Unknown');
  const id = capacity.ReservedCapacityArn ?? '';
  return {
    id: `capacity/${id}`,
    label: `${capacity.TotalInstanceCount ?? 0} × ${capacity.InstanceType ?? 'unknown'}`,
    description: [look.words, capacity.AvailabilityZone].filter((part) => part !== undefined).join(' · '),
    tooltip: [moment(capacity.StartTime), moment(capacity.EndTime)]
      .filter((part) => part !== undefined)
      .join(' to '),
    icon: look.icon,
    color: look.color,
    actions: ['copy'],
    value: id,
  };
}

/** A moment that may lie ahead: `2026-11-21 10:19 UTC`. */
function from(date: Date | undefined): string | undefined {
  return date && `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
