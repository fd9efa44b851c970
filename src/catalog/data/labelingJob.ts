import type {
  DescribeLabelingJobResponse,
  LabelCounters,
  LabelingJobSummary,
} from '@aws-sdk/client-sagemaker';
import type { Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { roleChild } from '../links.ts';
import { arnChild, failureChild, facts, present, s3Child, statusText, valueChild } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, fullQuery, listInput } from '../sdk.ts';
import { statusOf } from '../status.ts';
import { moment } from '../text.ts';
import { groundTruthClosed } from './closed.ts';

const statuses = ['Initializing', 'InProgress', 'Completed', 'Failed', 'Stopping', 'Stopped'] as const;

export const labelingJob: ResourceKind = {
  id: 'labelingJob',
  singular: 'labeling job',
  plural: 'Labeling jobs',
  icon: 'tag',
  group: 'Data',
  closed: groundTruthClosed,
  query: fullQuery(statuses),
  runningStatuses: ['Initializing', 'InProgress', 'Stopping'],
  async list(from, query) {
    const answer = await call(
      from,
      'ListLabelingJobs',
      {
        ...listInput<'CreationTime' | 'Name' | 'Status'>(query),
        StatusEquals: query.status as (typeof statuses)[number] | undefined,
      },
      query.signal,
    );
    return {
      items: (answer.LabelingJobSummaryList ?? []).map(labelingJobResource),
      nextToken: answer.NextToken,
    };
  },
  async describe(from, { name }, signal) {
    return labelingJobDetails(await call(from, 'DescribeLabelingJob', { LabelingJobName: name }, signal));
  },
  status: statusOf,
  actions: ({ status }) =>
    status === 'Initializing' || status === 'InProgress'
      ? ['describe', 'tail', 'tag', 'stop']
      : ['describe', 'tail', 'tag'],
  async stop(from, { name }) {
    await call(from, 'StopLabelingJob', { LabelingJobName: name });
  },
  stopNote: 'It cannot be started again. Labels that were made are kept in its output, and are paid for.',
};

function labelingJobResource(job: LabelingJobSummary | DescribeLabelingJobResponse): Resource {
  return {
    kind: 'labelingJob',
    name: job.LabelingJobName ?? '',
    arn: job.LabelingJobArn ?? '',
    status: job.LabelingJobStatus,
    note: progress(job.LabelCounters),
    createdAt: job.CreationTime,
    modifiedAt: job.LastModifiedTime,
  };
}

/** @param job as DescribeLabelingJob answers */
function labelingJobDetails(job: DescribeLabelingJobResponse): Details {
  const { WorkteamArn: team, UiConfig: ui, TaskTitle: title } = job.HumanTaskConfig ?? {};
  return {
    document: job,
    resource: labelingJobResource(job),
    facts: facts(
      ['Status', statusText(job.LabelingJobStatus, job.FailureReason)],
      ['Labeled', progress(job.LabelCounters)],
      ['Task', title],
      ['Label attribute', job.LabelAttributeName],
      ['Created', moment(job.CreationTime)],
    ),
    // Billed by the object and to the people who label, not by the hour.
    usage: [{ instanceType: undefined, count: 1, use: 'processing' }],
    children: present(
      failureChild(job.FailureReason),
      s3Child('manifest', 'Input manifest', job.InputConfig?.DataSource?.S3DataSource?.ManifestS3Uri),
      valueChild('Input topic', 'broadcast', job.InputConfig?.DataSource?.SnsDataSource?.SnsTopicArn),
      s3Child('labels', 'Labels', job.LabelingJobOutput?.OutputDatasetS3Uri),
      s3Child('output', 'Output', job.OutputConfig?.S3OutputPath),
      s3Child('template', 'Worker template', ui?.UiTemplateS3Uri),
      arnChild('Worker template', 'preview', ui?.HumanTaskUiArn),
      arnChild('Work team', 'organization', team),
      arnChild('Model of active learning', 'package', job.LabelingJobOutput?.FinalActiveLearningModelArn),
      roleChild(job.RoleArn),
    ),
  };
}

/** `120 of 300 labeled`; undefined before anything was counted. */
function progress({
  TotalLabeled: done = 0,
  Unlabeled: left = 0,
  FailedNonRetryableError: failed = 0,
}: LabelCounters = {}) {
  const all = done + left + failed;
  return all === 0 ? undefined : `${done} of ${all} labeled${failed > 0 ? `, ${failed} failed` : ''}`;
}
