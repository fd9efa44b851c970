import type {
  DescribeJobResponse,
  JobCategory,
  JobSecondaryStatusTransition,
  JobStatus,
  JobSummary,
} from '@aws-sdk/client-sagemaker';
import { arnPath } from '../arn.ts';
import type { Child, Details } from '../details.ts';
import { inTurn } from '../inTurn.ts';
import type { Action, ResourceKind } from '../kind.ts';
import { roleChild } from '../links.ts';
import { failureChild, facts, present, statusText } from '../parts.ts';
import type { Resource, ResourceReference } from '../resource.ts';
import { call, listInput } from '../sdk.ts';
import { statusOf, words } from '../status.ts';
import { moment } from '../text.ts';

const categories = ['AgentRFT', 'AgentRFTEvaluation'] as const satisfies readonly JobCategory[];
const statuses = [
  'InProgress',
  'Completed',
  'Failed',
  'Stopping',
  'Stopped',
  'Deleting',
  'DeleteFailed',
] as const;

/** What SageMaker's API calls a job without more: a language model's reinforcement fine-tuning, or its evaluation. */
export const customizationJob: ResourceKind = {
  id: 'job',
  singular: 'model customization job',
  plural: 'Model customization jobs',
  icon: 'sparkle',
  group: 'Training',
  // Their order can be chosen within a category only.
  query: { name: true, statuses, sortBy: [] },
  runningStatuses: ['InProgress', 'Stopping'],
  list: (from, query) =>
    inTurn(categories, query, async (category, part) => {
      const answer = await call(
        from,
        'ListJobs',
        {
          ...listInput<'CreationTime' | 'Name' | 'Status'>(part),
          JobCategory: category,
          StatusEquals: query.status as JobStatus | undefined,
        },
        query.signal,
      );
      return { items: (answer.JobSummaries ?? []).map(jobResource), nextToken: answer.NextToken };
    }),
  async describe(from, job, signal) {
    return customizationJobDetails(await call(from, 'DescribeJob', jobInput(job), signal));
  },
  status: statusOf,
  actions({ status }): readonly Action[] {
    if (status === 'InProgress') return ['describe', 'tag', 'stop'];
    return status === 'Stopping' || status === 'Deleting'
      ? ['describe', 'tag']
      : ['describe', 'tag', 'delete'];
  },
  async stop(from, job) {
    await call(from, 'StopJob', jobInput(job));
  },
  stopNote: 'It cannot be started again.',
  async delete(from, job) {
    await call(from, 'DeleteJob', jobInput(job));
  },
  deleteNote: 'Its record goes; what it has written to S3 stays.',
};

/** Its ARN names the category: `…:job/AgentRFT/NAME`. */
function jobInput({ name, arn }: ResourceReference) {
  const [category] = arnPath(arn);
  return { JobName: name, JobCategory: categories.find((known) => known === category) ?? categories[0] };
}

function jobResource(job: JobSummary | DescribeJobResponse): Resource {
  const step = 'SecondaryStatus' in job ? job.SecondaryStatus : undefined;
  const shown = step ?? ('JobSecondaryStatus' in job ? job.JobSecondaryStatus : undefined);
  return {
    kind: 'job',
    name: job.JobName ?? '',
    arn: job.JobArn ?? '',
    status: job.JobStatus,
    step: shown === undefined ? undefined : words(shown),
    note: job.JobCategory === 'AgentRFTEvaluation' ? 'evaluation' : 'fine-tuning',
    createdAt: job.CreationTime,
    modifiedAt: job.LastModifiedTime,
    endedAt: job.EndTime,
  };
}

/** @param job as DescribeJob answers */
function customizationJobDetails(job: DescribeJobResponse): Details {
  return {
    document: job,
    resource: jobResource(job),
    facts: facts(
      ['Status', statusText(job.JobStatus, job.FailureReason)],
      ['Category', job.JobCategory],
      ['Configuration schema', job.JobConfigSchemaVersion],
      ['Ended', moment(job.EndTime)],
      ['Created', moment(job.CreationTime)],
    ),
    // Not billed by the instance.
    usage: [{ instanceType: undefined, count: 1, use: 'training' }],
    children: present(
      failureChild(job.FailureReason),
      ...(job.SecondaryStatusTransitions ?? []).map(stepChild),
      roleChild(job.RoleArn),
    ),
  };
}

function stepChild(
  { Status: step = 'Starting', StatusMessage: message }: JobSecondaryStatusTransition,
  index: number,
): Child {
  return { id: `step/${index}`, label: words(step), description: message, icon: 'history', actions: [] };
}
