import type {
  DescribeMonitoringScheduleResponse,
  MonitoringScheduleSummary,
} from '@aws-sdk/client-sagemaker';
import type { Child, Details } from '../details.ts';
import type { Action, ResourceKind } from '../kind.ts';
import { failureChild, facts, linkChild, present, statusText } from '../parts.ts';
import type { KindId, Resource } from '../resource.ts';
import { call, fullQuery, listInput } from '../sdk.ts';
import { statusOf, words } from '../status.ts';
import { moment } from '../text.ts';
import { monitorClosed, monitored, monitoringChildren, type MonitoringJob } from './monitoring.ts';
import { runChildren } from './monitoringRuns.ts';

const statuses = ['Pending', 'Scheduled', 'Stopped', 'Failed'] as const;
const definitionKinds: Readonly<Record<string, KindId>> = {
  DataQuality: 'dataQualityJobDefinition',
  ModelQuality: 'modelQualityJobDefinition',
  ModelBias: 'modelBiasJobDefinition',
  ModelExplainability: 'modelExplainabilityJobDefinition',
};

export const monitoringSchedule: ResourceKind = {
  id: 'monitoringSchedule',
  singular: 'monitoring schedule',
  plural: 'Monitoring schedules',
  icon: 'pulse',
  group: 'Governance',
  closed: monitorClosed,
  query: fullQuery(statuses),
  async list(from, query) {
    const answer = await call(
      from,
      'ListMonitoringSchedules',
      {
        ...listInput<'CreationTime' | 'Name' | 'Status'>(query),
        StatusEquals: query.status as (typeof statuses)[number] | undefined,
      },
      query.signal,
    );
    return {
      items: (answer.MonitoringScheduleSummaries ?? []).map(scheduleResource),
      nextToken: answer.NextToken,
    };
  },
  async describe(from, { name }, signal) {
    return monitoringScheduleDetails(
      await call(from, 'DescribeMonitoringSchedule', { MonitoringScheduleName: name }, signal),
    );
  },
  status: statusOf,
  actions({ status }): readonly Action[] {
    const always = ['describe', 'tail', 'tag', 'delete'] as const;
    if (status === 'Stopped') return [...always, 'start'];
    return status === 'Scheduled' || status === 'Pending' ? [...always, 'stop'] : always;
  },
  async start(from, { name }) {
    await call(from, 'StartMonitoringSchedule', { MonitoringScheduleName: name });
  },
  async stop(from, { name }) {
    await call(from, 'StopMonitoringSchedule', { MonitoringScheduleName: name });
  },
  stopNote: 'No further executions begin until it is started. One that runs goes on.',
  async delete(from, { name }) {
    await call(from, 'DeleteMonitoringSchedule', { MonitoringScheduleName: name });
  },
  deleteNote: 'No further executions begin. Its job definition, and past jobs and reports, stay.',
};

function scheduleResource(answer: MonitoringScheduleSummary | DescribeMonitoringScheduleResponse): Resource {
  return {
    kind: 'monitoringSchedule',
    name: answer.MonitoringScheduleName ?? '',
    arn: answer.MonitoringScheduleArn ?? '',
    status: answer.MonitoringScheduleStatus,
    note: answer.MonitoringType && words(answer.MonitoringType),
    createdAt: answer.CreationTime,
    modifiedAt: answer.LastModifiedTime,
  };
}

function monitoringScheduleDetails(answer: DescribeMonitoringScheduleResponse): Details {
  const resource = scheduleResource(answer);
  const config = answer.MonitoringScheduleConfig;
  const last = answer.LastMonitoringExecutionSummary;
  const job = jobOf(answer);
  return {
    document: answer,
    resource,
    facts: facts(
      ['Status', statusText(answer.MonitoringScheduleStatus, answer.FailureReason)],
      ['Monitors', [resource.note, job ? monitored(job) : answer.EndpointName].filter(Boolean).join(' of ')],
      ['Runs', config?.ScheduleConfig?.ScheduleExpression ?? 'once'],
      ['Last execution', statusText(last?.MonitoringExecutionStatus, last?.FailureReason) ?? 'none'],
      ['Created', moment(answer.CreationTime)],
    ),
    children: present(
      failureChild(answer.FailureReason),
      definitionChild(answer, resource.arn),
      ...(job
        ? monitoringChildren(job, resource.arn)
        : [linkChild('Endpoint', 'radio-tower', resource.arn, 'endpoint', answer.EndpointName)]),
    ),
    more: (from, signal) => runChildren(from, resource.name, signal),
  };
}

function definitionChild(answer: DescribeMonitoringScheduleResponse, beside: string): Child | undefined {
  const config = answer.MonitoringScheduleConfig;
  const kind = definitionKinds[config?.MonitoringType ?? answer.MonitoringType ?? ''];
  return kind && linkChild('Job definition', 'checklist', beside, kind, config?.MonitoringJobDefinitionName);
}

/** The definition within a schedule; undefined where it names one. */
function jobOf({
  MonitoringScheduleConfig: config,
}: DescribeMonitoringScheduleResponse): MonitoringJob | undefined {
  const job = config?.MonitoringJobDefinition;
  return (
    job && {
      input: job.MonitoringInputs?.[0],
      app: job.MonitoringAppSpecification,
      baseline: job.BaselineConfig,
      output: job.MonitoringOutputConfig,
      role: job.RoleArn,
    }
  );
}
