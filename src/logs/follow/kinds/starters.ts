import type { PipelineExecutionStepMetadata } from '@aws-sdk/client-sagemaker';
import { referenceFromArn } from '../../../catalog/arn.ts';
import { call } from '../../../catalog/sdk.ts';
import type { TailTarget } from '../../tailTarget.ts';
import { isTailKind } from '../tailKind.ts';
import type { LogKind } from './logKind.ts';

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
    every(async (NextToken) => {
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
  ends,
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

export const pipelineExecution: LogKind = {
  describe: (from, { name, arn = name }, signal) =>
    call(from, 'DescribePipelineExecution', { PipelineExecutionArn: arn }, signal),
  status: 'PipelineExecutionStatus',
  arn: 'PipelineExecutionArn',
  places: () => [],
  starts: (from, { name, arn = name, step }, signal) =>
    every(async (NextToken) => {
      const input = { PipelineExecutionArn: arn, SortOrder: 'Ascending' } as const;
      const answer = await call(from, 'ListPipelineExecutionSteps', { ...input, NextToken }, signal);
      const steps = (answer.PipelineExecutionSteps ?? []).filter(
        ({ StepName, StepDisplayName }) =>
          step === undefined || step === StepName || step === StepDisplayName,
      );
      return { items: steps.flatMap(({ Metadata: made = {} }) => madeBy(made)), next: answer.NextToken };
    }),
  ends: { Succeeded: 'completed', Failed: 'failed', Stopped: 'stopped' },
  begun: ['CreationTime'],
  ended: ['LastModifiedTime'],
  waits: { Executing: 'its steps have printed nothing yet', Stopping: 'stopping its steps' },
  writing: ['Executing'],
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

/** What a step made, where that writes logs; a check names the job that it ran. */
function madeBy(metadata: PipelineExecutionStepMetadata): readonly TailTarget[] {
  return (Object.values(metadata) as object[]).flatMap((made) => {
    const { Arn, CheckJobArn } = made as { readonly Arn?: unknown; readonly CheckJobArn?: unknown };
    return targetOf(Arn ?? CheckJobArn);
  });
}

function targetOf(arn: unknown): readonly TailTarget[] {
  const reference = typeof arn === 'string' ? referenceFromArn(arn) : undefined;
  if (!reference || !isTailKind(reference.kind)) return [];
  return [{ kind: reference.kind, name: reference.name, arn: reference.arn }];
}

/** All pages of a list. */
async function every(
  page: (next: string | undefined) => Promise<{ items: readonly TailTarget[]; next: string | undefined }>,
): Promise<readonly TailTarget[]> {
  const all: TailTarget[] = [];
  let next: string | undefined;
  do {
    const answer = await page(next);
    all.push(...answer.items);
    next = answer.next;
  } while (next !== undefined);
  return all;
}
