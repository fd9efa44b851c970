import { formatDuration } from '../../analysis/text/duration.ts';
import type { DescribeTransformJobResponse, TransformJobSummary } from '@aws-sdk/client-sagemaker';
import type { Details } from '../details.ts';
import type { Action, ResourceKind } from '../kind.ts';
import { arnChild, failureChild, facts, linkChild, present, s3Child, statusText } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, fullQuery, listInput } from '../sdk.ts';
import { statusOf } from '../status.ts';
import { moment } from '../text.ts';

const statuses = ['InProgress', 'Completed', 'Failed', 'Stopping', 'Stopped'] as const;

export const transformJob: ResourceKind = {
  id: 'transformJob',
  singular: 'batch transform job',
  plural: 'Batch transform jobs',
  icon: 'arrow-swap',
  group: 'Inference',
  query: fullQuery(statuses),
  runningStatuses: ['InProgress', 'Stopping'],
  async list(from, query) {
    const answer = await call(
      from,
      'ListTransformJobs',
      {
        ...listInput<'CreationTime' | 'Name' | 'Status'>(query),
        StatusEquals: query.status as (typeof statuses)[number] | undefined,
      },
      query.signal,
    );
    return {
      items: (answer.TransformJobSummaries ?? []).map(transformResource),
      nextToken: answer.NextToken,
    };
  },
  async describe(from, { name }, signal) {
    return transformJobDetails(await call(from, 'DescribeTransformJob', { TransformJobName: name }, signal));
  },
  status: statusOf,
  actions: ({ status }): readonly Action[] =>
    status === 'InProgress' ? ['describe', 'tail', 'tag', 'stop'] : ['describe', 'tail', 'tag'],
  async stop(from, { name }) {
    await call(from, 'StopTransformJob', { TransformJobName: name });
  },
  stopNote: 'It cannot be started again. What it had written is not kept.',
  consolePath: ({ name }) => `/transform-jobs/${name}`,
};

function transformResource(job: TransformJobSummary | DescribeTransformJobResponse): Resource {
  return {
    kind: 'transformJob',
    name: job.TransformJobName ?? '',
    arn: job.TransformJobArn ?? '',
    status: job.TransformJobStatus,
    createdAt: job.CreationTime,
    endedAt: job.TransformEndTime,
  };
}

function transformJobDetails(job: DescribeTransformJobResponse): Details {
  const resource = transformResource(job);
  const { InstanceType: instanceType, InstanceCount: count = 1 } = job.TransformResources ?? {};
  const { TransformStartTime: start, TransformEndTime: end } = job;
  return {
    document: job,
    resource,
    facts: facts(
      ['Status', statusText(job.TransformJobStatus, job.FailureReason)],
      ['Instances', instanceType && `${count} × ${instanceType}`],
      ['Model', job.ModelName],
      ['Ran for', start && end && formatDuration(end.getTime() - start.getTime())],
      ['Created', moment(job.CreationTime)],
    ),
    usage: [{ instanceType, count, use: 'transform' }],
    children: present(
      failureChild(job.FailureReason),
      linkChild('Model', 'package', resource.arn, 'model', job.ModelName),
      s3Child('input', 'Input', job.TransformInput?.DataSource?.S3DataSource?.S3Uri),
      s3Child('output', 'Output', job.TransformOutput?.S3OutputPath),
      s3Child('capture', 'Captured data', job.DataCaptureConfig?.DestinationS3Uri),
      arnChild('AutoML job', 'rocket', job.AutoMLJobArn),
      arnChild('Labeling job', 'tag', job.LabelingJobArn),
    ),
  };
}
