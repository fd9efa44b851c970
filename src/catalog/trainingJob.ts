import type { DescribeTrainingJobResponse, TrainingJobSummary } from '@aws-sdk/client-sagemaker';
import type { Action, Child, Details, Fact, ResourceKind } from './kind.ts';
import { failureChild, facts, logsChild, present, s3Child, statusText } from './parts.ts';
import type { Resource } from './resource.ts';
import { abortable, load, newestFirst } from './sdk.ts';
import { statusView, words } from './status.ts';
import { duration, moment } from './text.ts';

export const trainingJob: ResourceKind = {
  id: 'trainingJob',
  singular: 'training job',
  plural: 'Training jobs',
  icon: 'beaker',
  group: 'Training',
  expanded: true,
  async list(from, query) {
    const { client, ListTrainingJobsCommand } = await load(from);
    const answer = await client.send(
      new ListTrainingJobsCommand(newestFirst(query)),
      abortable(query.signal),
    );
    return {
      items: (answer.TrainingJobSummaries ?? []).map(trainingJobResource),
      nextToken: answer.NextToken,
    };
  },
  async describe(from, name, signal) {
    const { client, DescribeTrainingJobCommand } = await load(from);
    return trainingJobDetails(
      await client.send(new DescribeTrainingJobCommand({ TrainingJobName: name }), abortable(signal)),
    );
  },
  status: ({ status }) => (status === undefined ? undefined : statusView(status)),
  actions({ status }): readonly Action[] {
    const always = ['describe', 'tail'] as const;
    if (status === 'InProgress') return [...always, 'stop'];
    if (status === 'Completed') return [...always, 'deploy', 'delete'];
    return status === 'Stopping' || status === 'Deleting' ? always : [...always, 'delete'];
  },
  async stop(from, name) {
    const { client, StopTrainingJobCommand } = await load(from);
    await client.send(new StopTrainingJobCommand({ TrainingJobName: name }));
  },
  async delete(from, name) {
    const { client, DeleteTrainingJobCommand } = await load(from);
    await client.send(new DeleteTrainingJobCommand({ TrainingJobName: name }));
  },
  deleteNote: 'Its record goes; its logs, and its model in S3, stay.',
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
    children: present(
      failureChild(job.FailureReason),
      logsChild('/aws/sagemaker/TrainingJobs', 'follow and search'),
      s3Child('artifact', 'Model artifact', job.ModelArtifacts?.S3ModelArtifacts),
      ...metricChildren(job),
    ),
  };
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
