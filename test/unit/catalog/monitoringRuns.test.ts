import { describe, expect, it } from 'vitest';
import { runChildren } from '../../../src/catalog/governance/monitoringRuns.ts';
import { stubSageMaker } from './stubClient.ts';

const JOB = 'arn:aws:sagemaker:us-east-1:000000000000:processing-job';
const at = (hour: number) => new Date(Date.UTC(2026, 10, 21, hour));

const lists = {
  ListMonitoringAlerts: {
    MonitoringAlertSummaries: [
      { MonitoringAlertName: 'drift', AlertStatus: 'InAlert', DatapointsToAlert: 2, EvaluationPeriod: 3 },
    ],
  },
  ListMonitoringAlertHistory: {
    MonitoringAlertHistory: [{ MonitoringAlertName: 'drift', AlertStatus: 'InAlert', CreationTime: at(9) }],
  },
  ListMonitoringExecutions: {
    NextToken: 'more',
    MonitoringExecutionSummaries: [
      {
        ScheduledTime: at(10),
        MonitoringExecutionStatus: 'CompletedWithViolations',
        ProcessingJobArn: `${JOB}/ten`,
      },
      {
        ScheduledTime: at(9),
        MonitoringExecutionStatus: 'Failed',
        FailureReason: 'No data',
        ProcessingJobArn: `${JOB}/nine`,
      },
    ],
  },
};
const job = {
  ProcessingOutputConfig: { Outputs: [{ S3Output: { S3Uri: 's3://b/reports/2026/11/21/10' } }] },
};

describe('the executions of a monitoring schedule', () => {
  it('lead to their jobs and reports, and say when there are more', async () => {
    const children = await runChildren(
      stubSageMaker({ ...lists, DescribeProcessingJob: job }).from,
      'hourly',
    );
    expect(children).toMatchObject([
      { label: 'drift', description: 'In alert · alerts at 2 of 3 executions with violations' },
      {
        label: '2026-11-21 10:00',
        description: 'Completed with violations',
        actions: ['describe', 'openS3'],
        value: 's3://b/reports/2026/11/21/10',
        reference: { kind: 'processingJob', name: 'ten' },
      },
      {
        description: 'Failed · No data',
        actions: ['copy', 'describe'],
        value: 'No data',
        reference: { name: 'nine' },
      },
      { id: 'more', icon: 'ellipsis' },
    ]);
    expect(children[0]?.tooltip).toContain('2026-11-21 09:00');
  });

  it('are shown without the report of a job that is gone', async () => {
    const children = await runChildren(stubSageMaker(lists).from, 'hourly');
    expect(children[1]).toMatchObject({ actions: ['describe'], value: undefined });
  });
});
