import type { DescribeEdgePackagingJobResponse, EdgePackagingJobSummary } from '@aws-sdk/client-sagemaker';
import type { Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { roleChild } from '../links.ts';
import { failureChild, facts, linkChild, present, s3Child, statusText } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, fullQuery, listInput, shouted } from '../sdk.ts';
import { statusOf } from '../status.ts';
import { moment } from '../text.ts';
import { edgeClosed } from './edge.ts';

const statuses = ['STARTING', 'INPROGRESS', 'COMPLETED', 'FAILED', 'STOPPING', 'STOPPED'] as const;

export const edgePackagingJob: ResourceKind = {
  id: 'edgePackagingJob',
  singular: 'edge packaging job',
  plural: 'Edge packaging jobs',
  icon: 'archive',
  group: 'Inference',
  closed: edgeClosed,
  query: fullQuery(statuses, ['CreationTime', 'LastModifiedTime', 'Name', 'Status']),
  runningStatuses: ['STARTING', 'INPROGRESS', 'STOPPING'],
  async list(from, query) {
    const answer = await call(
      from,
      'ListEdgePackagingJobs',
      {
        ...listInput(query),
        SortBy: shouted<'CREATION_TIME' | 'LAST_MODIFIED_TIME' | 'NAME' | 'STATUS'>(query.sortBy),
        StatusEquals: query.status as (typeof statuses)[number] | undefined,
      },
      query.signal,
    );
    return {
      items: (answer.EdgePackagingJobSummaries ?? []).map(packagingResource),
      nextToken: answer.NextToken,
    };
  },
  async describe(from, { name }, signal) {
    return edgePackagingJobDetails(
      await call(from, 'DescribeEdgePackagingJob', { EdgePackagingJobName: name }, signal),
    );
  },
  status: statusOf,
  actions: ({ status }) =>
    status === 'STARTING' || status === 'INPROGRESS' ? ['describe', 'tag', 'stop'] : ['describe', 'tag'],
  async stop(from, { name }) {
    await call(from, 'StopEdgePackagingJob', { EdgePackagingJobName: name });
  },
  stopNote: 'It cannot be started again.',
};

function packagingResource(job: EdgePackagingJobSummary | DescribeEdgePackagingJobResponse): Resource {
  return {
    kind: 'edgePackagingJob',
    name: job.EdgePackagingJobName ?? '',
    arn: job.EdgePackagingJobArn ?? '',
    status: job.EdgePackagingJobStatus,
    createdAt: job.CreationTime,
    modifiedAt: job.LastModifiedTime,
  };
}

function edgePackagingJobDetails(job: DescribeEdgePackagingJobResponse): Details {
  const resource = packagingResource(job);
  const failure = job.EdgePackagingJobStatus === 'FAILED' ? job.EdgePackagingJobStatusMessage : undefined;
  return {
    document: job,
    resource,
    facts: facts(
      ['Status', statusText(job.EdgePackagingJobStatus, failure)],
      ['Model', job.ModelName],
      ['Version', job.ModelVersion],
      ['Compiled by', job.CompilationJobName],
      ['Created', moment(job.CreationTime)],
    ),
    usage: [],
    children: present(
      failureChild(failure),
      linkChild('Compilation job', 'package', resource.arn, 'compilationJob', job.CompilationJobName),
      s3Child('artifact', 'Package', job.ModelArtifact),
      s3Child('output', 'Output', job.OutputConfig?.S3OutputLocation),
      roleChild(job.RoleArn),
    ),
  };
}
