import { call } from '../../../catalog/sdk.ts';
import type { TailTarget } from '../../tailTarget.ts';
import type { LogKind } from './logKind.ts';
import { every, targetOf } from './started.ts';

/* Kinds without lines of their own: those of the jobs that they start are theirs, as these come. */

const ends = { Completed: 'completed', Failed: 'failed', Stopped: 'stopped' } as const;
/** How many of a schedule's executions are shown from before. */
const recentExecutions = 5;

export const hyperParameterTuningJob: LogKind = {
  describe: (from, { name }, signal) =>
    call(from, 'DescribeHyperParameterTuningJob', { HyperParameterTuningJobName: name }, signal),
  status: 'HyperParameterTuningJobStatus',
  arn: 'HyperParameterTuningJobArn',
  places: () => [],
  starts: (from, { name }, signal) =>
    every<TailTarget>(async (NextToken) => {
      const input = {
        HyperParameterTuningJobName: name,
        SortBy: 'CreationTime',
        SortOrder: 'Ascending',
      } as const;
      const answer = await call(
        from,
        'ListTrainingJobsForHyperParameterTuningJob',
        { ...input, NextToken },
        signal,
      );
      const names = (answer.TrainingJobSummaries ?? []).map(({ TrainingJobName: job = '' }) => job);
      return { items: names.map((job) => ({ kind: 'trainingJob', name: job })), next: answer.NextToken };
    }),
  // One that could not be deleted had ended before.
  ends: { ...ends, DeleteFailed: 'stopped' },
  begun: ['CreationTime'],
  ended: ['HyperParameterTuningEndTime', 'LastModifiedTime'],
  waits: {
    InProgress: 'its training jobs have printed nothing yet',
    Stopping: 'stopping its training jobs',
    Deleting: 'deleting the job',
  },
  writing: ['InProgress'],
};

export const autoMLJob: LogKind = {
  describe: (from, { name }, signal) => call(from, 'DescribeAutoMLJobV2', { AutoMLJobName: name }, signal),
  status: 'AutoMLJobStatus',
  arn: 'AutoMLJobArn',
  places: () => [],
  starts: (from, { name }, signal) =>
    every(async (NextToken) => {
      const input = { AutoMLJobName: name, SortBy: 'CreationTime', SortOrder: 'Ascending' } as const;
      const answer = await call(from, 'ListCandidatesForAutoMLJob', { ...input, NextToken }, signal);
      const steps = (answer.Candidates ?? []).flatMap(({ CandidateSteps: of = [] }) => of);
      return { items: steps.flatMap(({ CandidateStepArn: arn }) => targetOf(arn)), next: answer.NextToken };
    }),
  ends,
  begun: ['CreationTime'],
  ended: ['EndTime', 'LastModifiedTime'],
  waits: {
    InProgress: 'its jobs have printed nothing yet',
    Stopping: 'stopping its jobs',
  },
  writing: ['InProgress'],
};

export const monitoringSchedule: LogKind = {
  describe: (from, { name }, signal) =>
    call(from, 'DescribeMonitoringSchedule', { MonitoringScheduleName: name }, signal),
  status: 'MonitoringScheduleStatus',
  arn: 'MonitoringScheduleArn',
  places: () => [],
  async starts(from, { name }, signal) {
    const input = { SortBy: 'ScheduledTime', SortOrder: 'Descending', MaxResults: recentExecutions } as const;
    const answer = await call(
      from,
      'ListMonitoringExecutions',
      { ...input, MonitoringScheduleName: name },
      signal,
    );
    const executions = answer.MonitoringExecutionSummaries ?? [];
    return executions.flatMap(({ ProcessingJobArn: arn }) => targetOf(arn));
  },
  ends: { Failed: 'failed', Stopped: 'stopped' },
  ended: ['LastModifiedTime'],
  waits: {
    Pending: 'preparing the schedule',
    Scheduled: 'its next execution is to come',
  },
  writing: ['Scheduled'],
};
