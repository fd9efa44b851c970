import type {
  DescribeHyperParameterTuningJobResponse,
  HyperParameterTrainingJobSummary,
  HyperParameterTuningJobSummary,
  TrainingJobStatusCounters,
} from '@aws-sdk/client-sagemaker';
import type { Child, Details } from '../details.ts';
import type { Action, ResourceKind } from '../kind.ts';
import { algorithmChild, namedChild, roleChild } from '../links.ts';
import { arnChild, failureChild, facts, present, s3Child, statusText, valueChild } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, fullQuery, listInput } from '../sdk.ts';
import { statusOf } from '../status.ts';
import { moment } from '../text.ts';

const statuses = [
  'InProgress',
  'Completed',
  'Failed',
  'Stopping',
  'Stopped',
  'Deleting',
  'DeleteFailed',
] as const;

export const hyperParameterTuningJob: ResourceKind = {
  id: 'hyperParameterTuningJob',
  singular: 'tuning job',
  plural: 'Tuning jobs',
  icon: 'settings',
  group: 'Training',
  branches: [{ kind: 'trainingJob' }],
  query: fullQuery(statuses),
  runningStatuses: ['InProgress', 'Stopping'],
  async list(from, query) {
    const answer = await call(
      from,
      'ListHyperParameterTuningJobs',
      {
        ...listInput<'CreationTime' | 'Name' | 'Status'>(query),
        StatusEquals: query.status as (typeof statuses)[number] | undefined,
      },
      query.signal,
    );
    return {
      items: (answer.HyperParameterTuningJobSummaries ?? []).map(tuningJobResource),
      nextToken: answer.NextToken,
    };
  },
  async describe(from, { name }, signal) {
    return tuningJobDetails(
      await call(from, 'DescribeHyperParameterTuningJob', { HyperParameterTuningJobName: name }, signal),
    );
  },
  status: statusOf,
  actions({ status }): readonly Action[] {
    if (status === 'InProgress') return ['describe', 'tail', 'tag', 'stop'];
    return status === 'Stopping' || status === 'Deleting'
      ? ['describe', 'tail', 'tag']
      : ['describe', 'tail', 'tag', 'delete'];
  },
  async stop(from, { name }) {
    await call(from, 'StopHyperParameterTuningJob', { HyperParameterTuningJobName: name });
  },
  stopNote: 'Its training jobs that are running stop too; what those that ended have made stays.',
  async delete(from, { name }) {
    await call(from, 'DeleteHyperParameterTuningJob', { HyperParameterTuningJobName: name });
  },
  deleteNote: 'Its record goes; its training jobs, and their models in S3, stay.',
  consolePath: ({ name }) => `/hyper-tuning-jobs/${name}`,
};

function tuningJobResource(
  job: HyperParameterTuningJobSummary | DescribeHyperParameterTuningJobResponse,
): Resource {
  return {
    kind: 'hyperParameterTuningJob',
    name: job.HyperParameterTuningJobName ?? '',
    arn: job.HyperParameterTuningJobArn ?? '',
    status: job.HyperParameterTuningJobStatus,
    createdAt: job.CreationTime,
    modifiedAt: job.LastModifiedTime,
    endedAt: job.HyperParameterTuningEndTime,
  };
}

/** @param job as DescribeHyperParameterTuningJob answers */
export function tuningJobDetails(job: DescribeHyperParameterTuningJobResponse): Details {
  const { Strategy: strategy, HyperParameterTuningJobObjective: objective } =
    job.HyperParameterTuningJobConfig ?? {};
  const definitions =
    job.TrainingJobDefinitions ?? (job.TrainingJobDefinition ? [job.TrainingJobDefinition] : []);
  const [first] = definitions;
  const resource = tuningJobResource(job);
  return {
    document: job,
    resource,
    facts: facts(
      ['Status', statusText(job.HyperParameterTuningJobStatus, job.FailureReason)],
      [
        'Training jobs',
        counts(
          job.TrainingJobStatusCounters,
          job.HyperParameterTuningJobConfig?.ResourceLimits?.MaxNumberOfTrainingJobs,
        ),
      ],
      [
        'Objective',
        objective && `${objective.Type === 'Minimize' ? 'least' : 'most'} ${objective.MetricName ?? ''}`,
      ],
      ['Strategy', strategy],
      ['Created', moment(job.CreationTime)],
    ),
    // Its training jobs are billed, each for itself.
    usage: [],
    children: present(
      failureChild(job.FailureReason),
      bestChild('Best training job', job.BestTrainingJob),
      job.OverallBestTrainingJob?.TrainingJobArn === job.BestTrainingJob?.TrainingJobArn
        ? undefined
        : bestChild('Best training job with its parents’', job.OverallBestTrainingJob),
      ...(job.WarmStartConfig?.ParentHyperParameterTuningJobs ?? []).map(
        ({ HyperParameterTuningJobName: parent }) =>
          namedChild('Started from', 'settings', resource.arn, 'hyperParameterTuningJob', parent),
      ),
      valueChild('Image', 'layers', first?.AlgorithmSpecification?.TrainingImage),
      algorithmChild(first?.AlgorithmSpecification?.AlgorithmName, resource.arn),
      ...(first?.InputDataConfig ?? []).map(({ ChannelName: channel = '', DataSource: data }) =>
        s3Child(`input/${channel}`, `Input ${channel}`, data?.S3DataSource?.S3Uri),
      ),
      s3Child('output', 'Output', first?.OutputDataConfig?.S3OutputPath),
      roleChild(first?.RoleArn),
    ),
  };
}

/** `7 of 20: 5 completed, 2 in progress`. */
function counts(counters: TrainingJobStatusCounters | undefined, most: number | undefined): string {
  const parts = [
    [counters?.Completed, 'completed'],
    [counters?.InProgress, 'in progress'],
    [counters?.Stopped, 'stopped'],
    [(counters?.NonRetryableError ?? 0) + (counters?.RetryableError ?? 0), 'failed'],
  ] as const;
  const all = parts.reduce((sum, [count = 0]) => sum + count, 0);
  const some = parts.flatMap(([count, what]) => (count ? [`${count} ${what}`] : []));
  return `${all}${most === undefined ? '' : ` of ${most}`}${some.length > 0 ? `: ${some.join(', ')}` : ''}`;
}

function bestChild(label: string, job: HyperParameterTrainingJobSummary | undefined): Child | undefined {
  const link = arnChild(label, 'star-full', job?.TrainingJobArn);
  const metric = job?.FinalHyperParameterTuningJobObjectiveMetric;
  if (!link || metric?.Value === undefined) return link && { ...link, id: `best/${label}` };
  const value = Number(metric.Value.toPrecision(5));
  return {
    ...link,
    id: `best/${label}`,
    description: `${link.description ?? ''} · ${metric.MetricName ?? ''} ${value}`,
  };
}
