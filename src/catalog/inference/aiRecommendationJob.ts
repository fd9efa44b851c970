import type {
  AIRecommendation,
  AIRecommendationJobSummary,
  DescribeAIRecommendationJobResponse,
} from '@aws-sdk/client-sagemaker';
import type { Child, Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { roleChild } from '../links.ts';
import { failureChild, facts, linkChild, present, s3Child, statusText } from '../parts.ts';
import { referenceFromArn } from '../arn.ts';
import type { Resource } from '../resource.ts';
import { call, fullQuery, listInput } from '../sdk.ts';
import { statusOf } from '../status.ts';
import { moment } from '../text.ts';
import { aiJobActions, aiJobDeleteNote, aiJobStatuses, aiJobStopNote } from './aiJobs.ts';

export const aiRecommendationJob: ResourceKind = {
  id: 'aiRecommendationJob',
  singular: 'AI recommendation job',
  plural: 'AI recommendation jobs',
  icon: 'lightbulb-sparkle',
  group: 'Inference',
  query: fullQuery(aiJobStatuses),
  runningStatuses: ['InProgress', 'Stopping'],
  async list(from, query) {
    const answer = await call(
      from,
      'ListAIRecommendationJobs',
      {
        ...listInput<'CreationTime' | 'Name' | 'Status'>(query),
        StatusEquals: query.status as (typeof aiJobStatuses)[number] | undefined,
      },
      query.signal,
    );
    return {
      items: (answer.AIRecommendationJobs ?? []).map(recommendationResource),
      nextToken: answer.NextToken,
    };
  },
  async describe(from, { name }, signal) {
    return aiRecommendationJobDetails(
      await call(from, 'DescribeAIRecommendationJob', { AIRecommendationJobName: name }, signal),
    );
  },
  status: statusOf,
  actions: aiJobActions,
  async stop(from, { name }) {
    await call(from, 'StopAIRecommendationJob', { AIRecommendationJobName: name });
  },
  stopNote: aiJobStopNote,
  async delete(from, { name }) {
    await call(from, 'DeleteAIRecommendationJob', { AIRecommendationJobName: name });
  },
  deleteNote: aiJobDeleteNote,
};

function recommendationResource(
  job: AIRecommendationJobSummary | DescribeAIRecommendationJobResponse,
): Resource {
  return {
    kind: 'aiRecommendationJob',
    name: job.AIRecommendationJobName ?? '',
    arn: job.AIRecommendationJobArn ?? '',
    status: job.AIRecommendationJobStatus,
    createdAt: job.CreationTime,
    endedAt: job.EndTime,
  };
}

function aiRecommendationJobDetails(job: DescribeAIRecommendationJobResponse): Details {
  const resource = recommendationResource(job);
  const beside = resource.arn;
  const output = job.OutputConfig;
  const told = job.ComputeSpec?.InstanceTypes ?? [];
  return {
    document: job,
    resource,
    facts: facts(
      ['Status', statusText(job.AIRecommendationJobStatus, job.FailureReason)],
      ['Workload', job.AIWorkloadConfigIdentifier],
      ['Instances', told.join(', ')],
      ['Recommendations', job.Recommendations?.length],
      ['Created', moment(job.CreationTime)],
    ),
    // The instances that it tries are its own to choose, unless it was told one.
    usage: [{ instanceType: told.length === 1 ? told[0] : undefined, count: 1, use: 'hosting' }],
    children: present(
      failureChild(job.FailureReason),
      ...(job.Recommendations ?? []).map(recommendationChild),
      s3Child('model', 'Model', job.ModelSource?.S3?.S3Uri),
      s3Child('output', 'Output', output?.S3OutputLocation),
      linkChild(
        'Model package group',
        'package',
        beside,
        'modelPackageGroup',
        output?.ModelPackageGroupIdentifier,
      ),
      linkChild('Workload', 'list-flat', beside, 'aiWorkloadConfig', job.AIWorkloadConfigIdentifier),
      roleChild(job.RoleArn),
    ),
  };
}

/** A way to deploy with what it promises; a link to the model version that was made for it. */
function recommendationChild(recommendation: AIRecommendation, index: number): Child {
  const { InstanceType: type, InstanceCount: count = 1 } = recommendation.DeploymentConfiguration ?? {};
  const expected = (recommendation.ExpectedPerformance ?? []).map(
    ({ Metric: metric = '', Stat: stat, Value: value = '', Unit: unit = '' }) =>
      `${stat === undefined ? metric : `${metric} ${stat}`} ${value} ${unit}`.trim(),
  );
  const arn = recommendation.ModelDetails?.ModelPackageArn;
  const reference = arn === undefined ? undefined : referenceFromArn(arn);
  return {
    id: `recommendation/${index}`,
    label: type === undefined ? `Recommendation ${index + 1}` : `${count} × ${type}`,
    description: expected.join(' · '),
    tooltip: recommendation.RecommendationDescription,
    icon: 'lightbulb',
    actions: reference ? ['describe'] : [],
    open: reference ? 'describe' : undefined,
    reference,
  };
}
