import type { MonitoringAlertSummary, MonitoringExecutionSummary } from '@aws-sdk/client-sagemaker';
import { referenceFromArn } from '../arn.ts';
import type { Child } from '../details.ts';
import type { SageMaker } from '../kind.ts';
import { bounded, mostChildren } from '../links.ts';
import { statusChild } from '../parts.ts';
import type { ResourceReference } from '../resource.ts';
import { call } from '../sdk.ts';
import { words } from '../status.ts';
import { moment } from '../text.ts';

/** Of how many of the newest executions the report is looked up: it takes a request each. */
const mostReports = 10;

/** A monitoring schedule's alerts, then its executions, newest first, each linked to its processing job and its report. */
export async function runChildren(
  from: SageMaker,
  schedule: string,
  signal?: AbortSignal,
): Promise<readonly Child[]> {
  const input = { MonitoringScheduleName: schedule, MaxResults: mostChildren };
  const newest = { SortOrder: 'Descending' } as const;
  const [alerts, history, executions] = await Promise.all([
    call(from, 'ListMonitoringAlerts', input, signal),
    call(from, 'ListMonitoringAlertHistory', { ...input, ...newest, SortBy: 'CreationTime' }, signal),
    call(from, 'ListMonitoringExecutions', { ...input, ...newest, SortBy: 'ScheduledTime' }, signal),
  ]);
  const changesOf = (alert: string | undefined) =>
    (history.MonitoringAlertHistory ?? []).filter(({ MonitoringAlertName: name }) => name === alert);
  const summaries = executions.MonitoringExecutionSummaries ?? [];
  const reports = await Promise.all(
    summaries.slice(0, mostReports).map((execution) => reportOf(from, execution, signal)),
  );
  return [
    ...(alerts.MonitoringAlertSummaries ?? []).map((alert) =>
      alertChild(
        alert,
        changesOf(alert.MonitoringAlertName).map(
          (change) => `${words(change.AlertStatus ?? '')} ${moment(change.CreationTime) ?? ''}`,
        ),
      ),
    ),
    ...bounded(
      summaries.map((execution, index) => executionChild(execution, reports[index])),
      executions.NextToken,
      'executions',
    ),
  ];
}

function alertChild(alert: MonitoringAlertSummary, changes: readonly string[]): Child {
  const { MonitoringAlertName: name = '', DatapointsToAlert: points, EvaluationPeriod: period } = alert;
  return {
    ...statusChild({
      id: `alert/${name}`,
      label: name,
      status: alert.AlertStatus,
      notes: [
        points === undefined
          ? undefined
          : `alerts at ${points} of ${period ?? points} executions with violations`,
      ],
    }),
    tooltip: changes.length > 0 ? changes.join('\n') : 'It has not changed yet.',
  };
}

function executionChild(execution: MonitoringExecutionSummary, report: string | undefined): Child {
  const { ScheduledTime: at, ProcessingJobArn: job, FailureReason: failure } = execution;
  const child = statusChild({
    id: `execution/${at?.toISOString() ?? ''}/${job ?? ''}`,
    label: at?.toISOString().replace('T', ' ').slice(0, 16) ?? 'Execution',
    status: execution.MonitoringExecutionStatus,
    failure,
    reference: referenceFromArn(job ?? ''),
  });
  if (report === undefined) return child;
  return { ...child, tooltip: `Report: ${report}`, actions: [...child.actions, 'openS3'], value: report };
}

/** Where an execution's job writes its report; undefined before it began, and for a job that is gone. */
async function reportOf(
  from: SageMaker,
  { ProcessingJobArn: arn = '', MonitoringExecutionStatus: status }: MonitoringExecutionSummary,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const job: ResourceReference | undefined = referenceFromArn(arn);
  if (!job || !status?.startsWith('Completed')) return undefined;
  try {
    const answer = await call(from, 'DescribeProcessingJob', { ProcessingJobName: job.name }, signal);
    return answer.ProcessingOutputConfig?.Outputs?.[0]?.S3Output?.S3Uri;
  } catch (error) {
    if (signal?.aborted) throw error;
    // The execution is shown without its report; its job, when opened, says why it cannot be had.
    return undefined;
  }
}
