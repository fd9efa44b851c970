import { formatDuration } from '../../analysis/text/duration.ts';
import type {
  DescribeProcessingJobResponse,
  ProcessingInput,
  ProcessingJobSummary,
  ProcessingOutput,
} from '@aws-sdk/client-sagemaker';
import type { Child, Details, Usage } from '../details.ts';
import type { Action, ResourceKind } from '../kind.ts';
import { namedChild, roleChild } from '../links.ts';
import { arnChild, failureChild, facts, present, s3Child, statusText, valueChild } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, fullQuery, listInput } from '../sdk.ts';
import { statusOf } from '../status.ts';
import { moment } from '../text.ts';

const statuses = ['InProgress', 'Completed', 'Failed', 'Stopping', 'Stopped'] as const;

export const processingJob: ResourceKind = {
  id: 'processingJob',
  singular: 'processing job',
  plural: 'Processing jobs',
  icon: 'gear',
  group: 'Training',
  query: fullQuery(statuses),
  runningStatuses: ['InProgress', 'Stopping'],
  async list(from, query) {
    const answer = await call(
      from,
      'ListProcessingJobs',
      {
        ...listInput<'CreationTime' | 'Name' | 'Status'>(query),
        StatusEquals: query.status as (typeof statuses)[number] | undefined,
      },
      query.signal,
    );
    return {
      items: (answer.ProcessingJobSummaries ?? []).map(processingJobResource),
      nextToken: answer.NextToken,
    };
  },
  async describe(from, { name }, signal) {
    return processingJobDetails(
      await call(from, 'DescribeProcessingJob', { ProcessingJobName: name }, signal),
    );
  },
  status: statusOf,
  actions({ status }): readonly Action[] {
    if (status === 'InProgress') return ['describe', 'tail', 'tag', 'stop'];
    return status === 'Stopping' ? ['describe', 'tail', 'tag'] : ['describe', 'tail', 'tag', 'delete'];
  },
  async stop(from, { name }) {
    await call(from, 'StopProcessingJob', { ProcessingJobName: name });
  },
  stopNote: 'It gets two minutes to end. What it has written to S3 by then stays.',
  async delete(from, { name }) {
    await call(from, 'DeleteProcessingJob', { ProcessingJobName: name });
  },
  deleteNote: 'Its record goes; its logs, and its outputs in S3, stay.',
  consolePath: ({ name }) => `/processing-jobs/${name}`,
};

function processingJobResource(job: ProcessingJobSummary | DescribeProcessingJobResponse): Resource {
  return {
    kind: 'processingJob',
    name: job.ProcessingJobName ?? '',
    arn: job.ProcessingJobArn ?? '',
    status: job.ProcessingJobStatus,
    createdAt: job.CreationTime,
    modifiedAt: job.LastModifiedTime,
    endedAt: job.ProcessingEndTime,
  };
}

/** @param job as DescribeProcessingJob answers */
function processingJobDetails(job: DescribeProcessingJobResponse): Details {
  const resource = processingJobResource(job);
  const usage = processingUsage(job);
  const [started, ended] = [job.ProcessingStartTime, job.ProcessingEndTime];
  return {
    document: job,
    resource,
    facts: facts(
      ['Status', statusText(job.ProcessingJobStatus, job.FailureReason)],
      ['Instances', usage.map(({ count, instanceType }) => `${count} × ${instanceType ?? '?'}`).join(', ')],
      ['Ran for', started && ended && formatDuration(ended.getTime() - started.getTime())],
      ['Created', moment(job.CreationTime)],
      ['Image', job.AppSpecification?.ImageUri],
    ),
    usage,
    children: present(
      failureChild(job.FailureReason),
      valueChild('Exit message', 'comment', job.ExitMessage),
      ...(job.ProcessingInputs ?? []).map(inputChild),
      ...(job.ProcessingOutputConfig?.Outputs ?? []).map((output) => outputChild(output, resource.arn)),
      arnChild('Monitoring schedule', 'calendar', job.MonitoringScheduleArn),
      arnChild('AutoML job', 'wand', job.AutoMLJobArn),
      arnChild('Training job', 'beaker', job.TrainingJobArn),
      namedChild('Experiment', 'telescope', resource.arn, 'experiment', job.ExperimentConfig?.ExperimentName),
      valueChild('Image', 'layers', job.AppSpecification?.ImageUri),
      roleChild(job.RoleArn),
    ),
  };
}

function processingUsage({ ProcessingResources: resources }: DescribeProcessingJobResponse): Usage[] {
  const config = resources?.ClusterConfig;
  if (!config) return [];
  // With several types to choose from, SageMaker says which it has taken.
  const instanceType = config.SelectedInstanceType ?? config.InstanceType;
  return [
    { instanceType, count: config.SelectedInstanceCount ?? config.InstanceCount ?? 1, use: 'processing' },
  ];
}

function inputChild({ InputName: name = '', S3Input: s3, DatasetDefinition: data }: ProcessingInput) {
  const query = data?.AthenaDatasetDefinition?.OutputS3Uri ?? data?.RedshiftDatasetDefinition?.OutputS3Uri;
  return s3Child(`input/${name}`, `Input ${name}`, s3?.S3Uri ?? query);
}

function outputChild(output: ProcessingOutput, arn: string): Child | undefined {
  const { OutputName: name = '', S3Output: s3, FeatureStoreOutput: store } = output;
  return (
    s3Child(`output/${name}`, `Output ${name}`, s3?.S3Uri) ??
    namedChild(`Output ${name}`, 'table', arn, 'featureGroup', store?.FeatureGroupName)
  );
}
