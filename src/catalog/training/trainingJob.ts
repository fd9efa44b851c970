import type { DescribeTrainingJobResponse, TrainingJobSummary } from '@aws-sdk/client-sagemaker';
import type { Child, Details, Fact, Usage } from '../details.ts';
import type { Action, ResourceKind } from '../kind.ts';
import { failureChild, facts, logsChild, present, s3Child, statusText } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, fullQuery, listInput } from '../sdk.ts';
import { statusView, words } from '../status.ts';
import { duration, moment } from '../text.ts';

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
    const answer = await call(
      from,
      'ListTrainingJobs',
      {
        ...listInput<'CreationTime' | 'Name' | 'Status'>(query),
        StatusEquals: query.status as (typeof statuses)[number] | undefined,
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
  status: ({ status }) => (status === undefined ? undefined : statusView(status)),
  actions({ status }): readonly Action[] {
    const always = ['describe', 'tail', 'tag'] as const;
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
export function trainingJobResource(job: TrainingJobSummary | DescribeTrainingJobResponse): Resource {
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
  return {
    document: job,
    resource: trainingJobResource(job),
    facts: trainingJobFacts(job),
    usage: trainingUsage(job),
    children: present(
      failureChild(job.FailureReason),
      logsChild('/aws/sagemaker/TrainingJobs', 'follow and search'),
      s3Child('artifact', 'Model artifact', job.ModelArtifacts?.S3ModelArtifacts),
      ...metricChildren(job),
    ),
  };
}

function trainingUsage({ ResourceConfig: config }: DescribeTrainingJobResponse): Usage[] {
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
      seconds && duration(seconds * 1000) + (billed ? `, billable ${duration(billed * 1000)}` : ''),
    ],
    ['Created', moment(job.CreationTime)],
    ['Image', job.AlgorithmSpecification?.TrainingImage ?? job.AlgorithmSpecification?.AlgorithmName],
  );
}

function metricChildren(job: DescribeTrainingJobResponse): Child[] {
  return (job.FinalMetricDataList ?? []).flatMap(({ MetricName: name, Value: value }): Child[] => {
    if (name === undefined || value === undefined) return [];
    const text = Number(value.toPrecision(5)).toString();
    return [
      {
        id: `metric/${name}`,
        label: name,
        description: text,
        icon: 'graph-line',
        actions: ['copy'],
        value: text,
      },
    ];
  });
}
