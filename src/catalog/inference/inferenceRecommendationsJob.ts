import { formatDuration } from '../../analysis/text/duration.ts';
import type {
  DescribeInferenceRecommendationsJobResponse,
  InferenceRecommendationsJob,
} from '@aws-sdk/client-sagemaker';
import type { Details } from '../details.ts';
import type { Action, ResourceKind } from '../kind.ts';
import { bounded, mostChildren, roleChild } from '../links.ts';
import { arnChild, failureChild, facts, linkChild, present, statusText } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, fullQuery, listInput } from '../sdk.ts';
import { statusOf } from '../status.ts';
import { moment } from '../text.ts';
import { recommendationChild, recommendationsUsage, stepChild } from './recommendations.ts';

const statuses = [
  ...([
    'PENDING',
    'IN_PROGRESS',
    'COMPLETED',
    'FAILED',
    'STOPPING',
    'STOPPED',
    'DELETING',
    'DELETED',
  ] as const),
];

export const inferenceRecommendationsJob: ResourceKind = {
  id: 'inferenceRecommendationsJob',
  singular: 'inference recommendations job',
  plural: 'Inference recommendations jobs',
  icon: 'lightbulb',
  group: 'Inference',
  query: fullQuery(statuses),
  runningStatuses: ['PENDING', 'IN_PROGRESS', 'STOPPING'],
  async list(from, query) {
    const answer = await call(
      from,
      'ListInferenceRecommendationsJobs',
      {
        ...listInput<'CreationTime' | 'Name' | 'Status'>(query),
        StatusEquals: query.status as (typeof statuses)[number] | undefined,
      },
      query.signal,
    );
    return {
      items: (answer.InferenceRecommendationsJobs ?? []).map(jobResource),
      nextToken: answer.NextToken,
    };
  },
  async describe(from, { name }, signal) {
    return inferenceRecommendationsJobDetails(
      await call(from, 'DescribeInferenceRecommendationsJob', { JobName: name }, signal),
    );
  },
  status: statusOf,
  actions: ({ status }): readonly Action[] =>
    status === 'PENDING' || status === 'IN_PROGRESS'
      ? ['describe', 'tail', 'tag', 'stop']
      : ['describe', 'tail', 'tag'],
  async stop(from, { name }) {
    await call(from, 'StopInferenceRecommendationsJob', { JobName: name });
  },
  stopNote: 'It cannot be started again.',
};

function jobResource(
  job: InferenceRecommendationsJob | DescribeInferenceRecommendationsJobResponse,
): Resource {
  return {
    kind: 'inferenceRecommendationsJob',
    name: job.JobName ?? '',
    arn: job.JobArn ?? '',
    status: job.Status,
    note: job.JobType,
    createdAt: job.CreationTime,
    modifiedAt: job.LastModifiedTime,
    endedAt: job.CompletionTime,
  };
}

function inferenceRecommendationsJobDetails(job: DescribeInferenceRecommendationsJobResponse): Details {
  const resource = jobResource(job);
  const input = job.InputConfig ?? {};
  const recommendations = job.InferenceRecommendations ?? [];
  const seconds = input.JobDurationInSeconds;
  return {
    document: job,
    resource,
    facts: facts(
      ['Status', statusText(job.Status, job.FailureReason)],
      ['Type', job.JobType],
      ['Time limit', seconds === undefined ? undefined : formatDuration(seconds * 1000)],
      ['Recommendations', recommendations.length],
      ['Created', moment(job.CreationTime)],
    ),
    usage: recommendationsUsage(job),
    children: present(
      failureChild(job.FailureReason),
      ...recommendations.map(recommendationChild),
      linkChild('Model', 'package', resource.arn, 'model', input.ModelName),
      arnChild('Model version', 'package', input.ModelPackageVersionArn),
      ...(input.Endpoints ?? []).map((endpoint) =>
        linkChild('Endpoint', 'radio-tower', resource.arn, 'endpoint', endpoint.EndpointName),
      ),
      roleChild(job.RoleArn),
    ),
    more: async (from, signal) => {
      const answer = await call(
        from,
        'ListInferenceRecommendationsJobSteps',
        { JobName: resource.name, MaxResults: mostChildren },
        signal,
      );
      return bounded((answer.Steps ?? []).map(stepChild), answer.NextToken, 'steps');
    },
  };
}
