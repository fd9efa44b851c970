import type {
  DescribeOptimizationJobResponse,
  OptimizationConfig,
  OptimizationJobStatus,
  OptimizationJobSummary,
} from '@aws-sdk/client-sagemaker';
import type { Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { namedChild, roleChild } from '../links.ts';
import { arnChild, failureChild, facts, present, s3Child, statusText, valueChild } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, fullQuery, listInput } from '../sdk.ts';
import { statusOf, words } from '../status.ts';
import { moment } from '../text.ts';
import { capitalActions, capitalRunning, capitalStatuses } from './capitalStatuses.ts';

export const optimizationJob: ResourceKind = {
  id: 'optimizationJob',
  singular: 'optimization job',
  plural: 'Optimization jobs',
  icon: 'dashboard',
  group: 'Models',
  query: fullQuery(capitalStatuses),
  runningStatuses: capitalRunning,
  async list(from, query) {
    const answer = await call(
      from,
      'ListOptimizationJobs',
      {
        ...listInput<'CreationTime' | 'Name' | 'Status'>(query),
        StatusEquals: query.status as OptimizationJobStatus | undefined,
      },
      query.signal,
    );
    return {
      items: (answer.OptimizationJobSummaries ?? []).map(optimizationResource),
      nextToken: answer.NextToken,
    };
  },
  async describe(from, { name }, signal) {
    return optimizationJobDetails(
      await call(from, 'DescribeOptimizationJob', { OptimizationJobName: name }, signal),
    );
  },
  status: statusOf,
  actions: capitalActions,
  async stop(from, { name }) {
    await call(from, 'StopOptimizationJob', { OptimizationJobName: name });
  },
  stopNote: 'The model that it was given stays as it is.',
  async delete(from, { name }) {
    await call(from, 'DeleteOptimizationJob', { OptimizationJobName: name });
  },
  deleteNote: 'Its record goes; the optimized model in S3 stays.',
};

function optimizationResource(job: OptimizationJobSummary | DescribeOptimizationJobResponse): Resource {
  return {
    kind: 'optimizationJob',
    name: job.OptimizationJobName ?? '',
    arn: job.OptimizationJobArn ?? '',
    status: job.OptimizationJobStatus,
    createdAt: job.CreationTime,
    modifiedAt: job.LastModifiedTime,
    endedAt: job.OptimizationEndTime,
  };
}

/** @param job as DescribeOptimizationJob answers */
function optimizationJobDetails(job: DescribeOptimizationJobResponse): Details {
  const resource = optimizationResource(job);
  const { S3: source, SageMakerModel: model } = job.ModelSource ?? {};
  return {
    document: job,
    resource,
    facts: facts(
      ['Status', statusText(job.OptimizationJobStatus, job.FailureReason)],
      ['Does', (job.OptimizationConfigs ?? []).flatMap(done).join(', ')],
      ['For', job.DeploymentInstanceType],
      ['Ended', moment(job.OptimizationEndTime)],
      ['Created', moment(job.CreationTime)],
    ),
    // The API says for which instances the model will be, not on which the job runs.
    usage: [{ instanceType: undefined, count: 1, use: 'training' }],
    children: present(
      failureChild(job.FailureReason),
      s3Child('source', 'Model', source?.S3Uri),
      namedChild('Model', 'package', resource.arn, 'model', model?.ModelName),
      s3Child('output', 'Optimized model', job.OutputConfig?.S3OutputLocation),
      namedChild(
        'Optimized model',
        'package',
        resource.arn,
        'model',
        job.OutputConfig?.SageMakerModel?.ModelName,
      ),
      valueChild('Recommended image', 'layers', job.OptimizationOutput?.RecommendedInferenceImage),
      ...(job.TrainingPlanArns ?? []).map((plan) => arnChild('Training plan', 'calendar', plan)),
      roleChild(job.RoleArn),
    ),
  };
}

/** `ModelQuantizationConfig` → `Quantization`. */
function done(config: OptimizationConfig): string[] {
  return Object.keys(config).map((member) => words(member.replace(/^Model|Config$/g, '')));
}
