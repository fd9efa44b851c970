import { formatDuration } from '../../analysis/text/duration.ts';
import type { Channel, DescribeTrainingJobResponse, TrainingJobSummary } from '@aws-sdk/client-sagemaker';
import type { Child, Details, Fact, Usage } from '../details.ts';
import type { Action, ResourceKind } from '../kind.ts';
import { algorithmChild, metricChild, namedChild, roleChild } from '../links.ts';
import {
  arnChild,
  failureChild,
  facts,
  logsChild,
  present,
  s3Child,
  statusText,
  valueChild,
} from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, fullQuery, listInput } from '../sdk.ts';
import { statusOf, words } from '../status.ts';
import { moment } from '../text.ts';
import { listTuningTrainingJobs } from './tuningTrainingJobs.ts';

const statuses = ['InProgress', 'Completed', 'Failed', 'Stopping', 'Stopped', 'Deleting'] as const;

export const trainingJob: ResourceKind = {
  id: 'trainingJob',
  singular: 'training job',
  plural: 'Training jobs',
  icon: 'beaker',
  group: 'Training',
  expanded: true,
  query: fullQuery(statuses),
  runningStatuses: ['InProgress', 'Stopping'],
  async list(from, query) {
    if (query.within?.kind === 'hyperParameterTuningJob')
      return listTuningTrainingJobs(from, query.within.name, query);
    const answer = await call(
      from,
      'ListTrainingJobs',
      {
        ...listInput<'CreationTime' | 'Name' | 'Status'>(query),
        StatusEquals: query.status as (typeof statuses)[number] | undefined,
        TrainingPlanArnEquals: query.within?.kind === 'trainingPlan' ? query.within.arn : undefined,
      },
      query.signal,
    );
    return {
      items: (answer.TrainingJobSummaries ?? []).map(trainingJobResource),
      nextToken: answer.NextToken,
    };
  },
  async describe(from, { name }, signal) {
    return trainingJobDetails(await call(from, 'DescribeTrainingJob', { TrainingJobName: name }, signal));
  },
  status: statusOf,
  actions({ status }): readonly Action[] {
    const always = ['describe', 'tail', 'tag', 'clone'] as const;
    if (status === 'InProgress') return [...always, 'stop'];
    if (status === 'Completed') return [...always, 'deploy', 'delete'];
    return status === 'Stopping' || status === 'Deleting' ? always : [...always, 'delete'];
  },
  async stop(from, { name }) {
    await call(from, 'StopTrainingJob', { TrainingJobName: name });
  },
  stopNote: 'It gets two minutes to save its work.',
  async delete(from, { name }) {
    await call(from, 'DeleteTrainingJob', { TrainingJobName: name });
  },
  deleteNote: 'Its record goes; its logs, and its model in S3, stay.',
  consolePath: ({ name }) => `/jobs/${name}`,
};

/** A summary or a description as a resource; both name these members alike. */
function trainingJobResource(job: TrainingJobSummary | DescribeTrainingJobResponse): Resource {
  return {
    kind: 'trainingJob',
    name: job.TrainingJobName ?? '',
    arn: job.TrainingJobArn ?? '',
    status: job.TrainingJobStatus,
    step: job.SecondaryStatus === undefined ? undefined : words(job.SecondaryStatus),
    createdAt: job.CreationTime,
    modifiedAt: job.LastModifiedTime,
    endedAt: job.TrainingEndTime,
  };
}

export function trainingJobDetails(job: DescribeTrainingJobResponse): Details {
  const resource = trainingJobResource(job);
  const { arn } = resource;
  return {
    document: job,
    resource,
    facts: trainingJobFacts(job),
    usage: trainingUsage(job),
    children: present(
      failureChild(job.FailureReason),
      logsChild('/aws/sagemaker/TrainingJobs', 'follow and search'),
      s3Child('artifact', 'Model artifact', job.ModelArtifacts?.S3ModelArtifacts),
      ...(job.FinalMetricDataList ?? []).map(({ MetricName: name, Value: value }) =>
        metricChild(name, value),
      ),
      ...(job.InputDataConfig ?? []).map(inputChild),
      s3Child('output', 'Output', job.OutputDataConfig?.S3OutputPath),
      s3Child('checkpoints', 'Checkpoints', job.CheckpointConfig?.S3Uri),
      arnChild('Tuning job', 'settings', job.TuningJobArn),
      arnChild('AutoML job', 'wand', job.AutoMLJobArn),
      arnChild('Labeling job', 'tag', job.LabelingJobArn),
      arnChild('Training plan', 'calendar', job.ResourceConfig?.TrainingPlanArn),
      namedChild('Experiment', 'telescope', arn, 'experiment', job.ExperimentConfig?.ExperimentName),
      valueChild('Image', 'layers', job.AlgorithmSpecification?.TrainingImage),
      algorithmChild(job.AlgorithmSpecification?.AlgorithmName, arn),
      roleChild(job.RoleArn),
    ),
  };
}

/** The instances of a job; several groups where its cluster is a mixed one. */
export function trainingUsage({
  ResourceConfig: config,
}: Pick<Partial<DescribeTrainingJobResponse>, 'ResourceConfig'>): Usage[] {
  const groups = config?.InstanceGroups ?? (config ? [config] : []);
  return groups.map(({ InstanceType, InstanceCount }) => ({
    instanceType: InstanceType,
    count: InstanceCount ?? 1,
    use: 'training',
  }));
}

function trainingJobFacts(job: DescribeTrainingJobResponse): Fact[] {
  const { InstanceCount: count, InstanceType: type } = job.ResourceConfig ?? {};
  const seconds = job.TrainingTimeInSeconds;
  const billed = job.BillableTimeInSeconds;
  return facts(
    ['Status', statusText(job.TrainingJobStatus, job.FailureReason)],
    ['Instances', type && `${count ?? 1} × ${type}`],
    [
      'Trained for',
      seconds &&
        formatDuration(seconds * 1000) + (billed ? `, billable ${formatDuration(billed * 1000)}` : ''),
    ],
    ['Created', moment(job.CreationTime)],
    ['Image', job.AlgorithmSpecification?.TrainingImage ?? job.AlgorithmSpecification?.AlgorithmName],
  );
}

function inputChild({ ChannelName: channel = '', DataSource: data }: Channel): Child | undefined {
  const files = data?.FileSystemDataSource;
  return (
    s3Child(`input/${channel}`, `Input ${channel}`, data?.S3DataSource?.S3Uri) ??
    valueChild(
      `Input ${channel}`,
      'folder',
      files && `${files.FileSystemId ?? ''}:${files.DirectoryPath ?? ''}`,
    )
  );
}
