import type { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { describe, expect, it } from 'vitest';
import { runChildren } from '../../../src/catalog/governance/monitoringRuns.ts';
import type { SageMaker } from '../../../src/catalog/kind.ts';

const JOB = 'arn:aws:sagemaker:us-east-1:000000000000:processing-job';
const at = (hour: number) => new Date(Date.UTC(2026, 10, 21, hour));

/** Answers by operation; what is not among them is refused. */
function answering(answers: Readonly<Record<string, object>>): SageMaker {
  const send = (command: object) => {
    const operation = command.constructor.name.replace(/Command$/, '');
    const answer = answers[operation];
    return answer ? Promise.resolve(answer) : Promise.reject(new Error(`No answer to ${operation}.`));
  };
  return { sagemaker: async () => ({ send }) as unknown as SageMakerClient };
}

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
    const children = await runChildren(answering({ ...lists, DescribeProcessingJob: job }), 'hourly');
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
    const children = await runChildren(answering(lists), 'hourly');
    expect(children[1]).toMatchObject({ actions: ['describe'], value: undefined });
  });
});
