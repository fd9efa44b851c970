import { formatDuration } from '../../analysis/text/duration.ts';
import type { AIBenchmarkJobSummary, DescribeAIBenchmarkJobResponse } from '@aws-sdk/client-sagemaker';
import type { Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { roleChild } from '../links.ts';
import { failureChild, facts, linkChild, present, s3Child, statusText } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, fullQuery, listInput } from '../sdk.ts';
import { statusOf } from '../status.ts';
import { moment } from '../text.ts';
import { aiJobActions, aiJobDeleteNote, aiJobStatuses, aiJobStopNote } from './aiJobs.ts';

/** Load on an endpoint, which is measured; billed by way of that endpoint. */
export const aiBenchmarkJob: ResourceKind = {
  id: 'aiBenchmarkJob',
  singular: 'AI benchmark job',
  plural: 'AI benchmark jobs',
  icon: 'dashboard',
  group: 'Inference',
  query: fullQuery(aiJobStatuses),
  runningStatuses: ['InProgress', 'Stopping'],
  async list(from, query) {
    const answer = await call(
      from,
      'ListAIBenchmarkJobs',
      {
        ...listInput<'CreationTime' | 'Name' | 'Status'>(query),
        StatusEquals: query.status as (typeof aiJobStatuses)[number] | undefined,
      },
      query.signal,
    );
    return { items: (answer.AIBenchmarkJobs ?? []).map(benchmarkResource), nextToken: answer.NextToken };
  },
  async describe(from, { name }, signal) {
    return aiBenchmarkJobDetails(
      await call(from, 'DescribeAIBenchmarkJob', { AIBenchmarkJobName: name }, signal),
    );
  },
  status: statusOf,
  actions: aiJobActions,
  async stop(from, { name }) {
    await call(from, 'StopAIBenchmarkJob', { AIBenchmarkJobName: name });
  },
  stopNote: aiJobStopNote,
  async delete(from, { name }) {
    await call(from, 'DeleteAIBenchmarkJob', { AIBenchmarkJobName: name });
  },
  deleteNote: aiJobDeleteNote,
};

function benchmarkResource(job: AIBenchmarkJobSummary | DescribeAIBenchmarkJobResponse): Resource {
  return {
    kind: 'aiBenchmarkJob',
    name: job.AIBenchmarkJobName ?? '',
    arn: job.AIBenchmarkJobArn ?? '',
    status: job.AIBenchmarkJobStatus,
    createdAt: job.CreationTime,
    endedAt: job.EndTime,
  };
}

function aiBenchmarkJobDetails(job: DescribeAIBenchmarkJobResponse): Details {
  const resource = benchmarkResource(job);
  const endpoint = job.BenchmarkTarget?.Endpoint;
  const { StartTime: start, EndTime: end } = job;
  const beside = resource.arn;
  return {
    document: job,
    resource,
    facts: facts(
      ['Status', statusText(job.AIBenchmarkJobStatus, job.FailureReason)],
      ['Endpoint', endpoint?.Identifier],
      ['Workload', job.AIWorkloadConfigIdentifier],
      ['Ran for', start && end && formatDuration(end.getTime() - start.getTime())],
      ['Created', moment(job.CreationTime)],
    ),
    usage: [],
    children: present(
      failureChild(job.FailureReason),
      s3Child('output', 'Output', job.OutputConfig?.S3OutputLocation),
      linkChild('Endpoint', 'radio-tower', beside, 'endpoint', endpoint?.Identifier),
      ...(endpoint?.InferenceComponents ?? []).map(({ Identifier: identifier }) =>
        linkChild('Inference component', 'extensions', beside, 'inferenceComponent', identifier),
      ),
      linkChild('Workload', 'list-flat', beside, 'aiWorkloadConfig', job.AIWorkloadConfigIdentifier),
      roleChild(job.RoleArn),
    ),
  };
}
