import type { AutoMLJobSummary, DescribeAutoMLJobV2Response } from '@aws-sdk/client-sagemaker';
import type { Details } from '../details.ts';
import type { Action, ResourceKind } from '../kind.ts';
import { bounded, mostChildren, namedChild, roleChild } from '../links.ts';
import { failureChild, facts, present, s3Child, statusText } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, fullQuery, listInput } from '../sdk.ts';
import { statusOf, words } from '../status.ts';
import { moment } from '../text.ts';
import { candidateChild, metricText } from './autoMLCandidate.ts';

const statuses = ['InProgress', 'Completed', 'Failed', 'Stopping', 'Stopped'] as const;

export const autoMLJob: ResourceKind = {
  id: 'autoMLJob',
  singular: 'AutoML job',
  plural: 'AutoML jobs',
  icon: 'wand',
  group: 'Training',
  query: fullQuery(statuses),
  runningStatuses: ['InProgress', 'Stopping'],
  async list(from, query) {
    const answer = await call(
      from,
      'ListAutoMLJobs',
      {
        ...listInput<'CreationTime' | 'Name' | 'Status'>(query),
        StatusEquals: query.status as (typeof statuses)[number] | undefined,
      },
      query.signal,
    );
    return { items: (answer.AutoMLJobSummaries ?? []).map(autoMLJobResource), nextToken: answer.NextToken };
  },
  async describe(from, { name }, signal) {
    // The second version describes jobs of the first too.
    return autoMLJobDetails(await call(from, 'DescribeAutoMLJobV2', { AutoMLJobName: name }, signal));
  },
  status: statusOf,
  actions: ({ status }): readonly Action[] =>
    status === 'InProgress' ? ['describe', 'tail', 'tag', 'stop'] : ['describe', 'tail', 'tag'],
  async stop(from, { name }) {
    await call(from, 'StopAutoMLJob', { AutoMLJobName: name });
  },
  stopNote: 'Its jobs that are running stop too; the candidates that it has found stay.',
};

function autoMLJobResource(job: AutoMLJobSummary | DescribeAutoMLJobV2Response): Resource {
  const step = job.AutoMLJobSecondaryStatus;
  return {
    kind: 'autoMLJob',
    name: job.AutoMLJobName ?? '',
    arn: job.AutoMLJobArn ?? '',
    status: job.AutoMLJobStatus,
    step: step === undefined ? undefined : words(step),
    createdAt: job.CreationTime,
    modifiedAt: job.LastModifiedTime,
    endedAt: job.EndTime,
  };
}

/** @param job as DescribeAutoMLJobV2 answers */
export function autoMLJobDetails(job: DescribeAutoMLJobV2Response): Details {
  const { BestCandidate: best, AutoMLJobArtifacts: artifacts } = job;
  const resource = autoMLJobResource(job);
  const problem = job.AutoMLProblemTypeConfigName;
  const objective = job.AutoMLJobObjective ?? job.ResolvedAttributes?.AutoMLJobObjective;
  return {
    document: job,
    resource,
    facts: facts(
      ['Status', statusText(job.AutoMLJobStatus, job.FailureReason)],
      ['Problem', problem && words(problem)],
      ['Objective', objective?.MetricName],
      ['Best', metricText(best?.FinalAutoMLJobObjectiveMetric)],
      ['Created', moment(job.CreationTime)],
    ),
    // The jobs that it starts are billed, each for itself.
    usage: [],
    children: present(
      failureChild(job.FailureReason ?? job.PartialFailureReasons?.[0]?.PartialFailureMessage),
      best && {
        ...candidateChild(best),
        id: 'best',
        label: 'Best candidate',
        icon: 'star-full',
        description: best.CandidateName,
      },
      ...(job.AutoMLJobInputDataConfig ?? []).map(
        ({ ChannelType: type = 'training', DataSource: data }, index) =>
          s3Child(`input/${index}`, `Input ${type}`, data?.S3DataSource?.S3Uri),
      ),
      s3Child('output', 'Output', job.OutputDataConfig?.S3OutputPath),
      s3Child('exploration', 'Data exploration notebook', artifacts?.DataExplorationNotebookLocation),
      s3Child('definitions', 'Candidate definition notebook', artifacts?.CandidateDefinitionNotebookLocation),
      namedChild('Endpoint', 'radio-tower', resource.arn, 'endpoint', job.ModelDeployResult?.EndpointName),
      roleChild(job.RoleArn),
    ),
    async more(from, signal) {
      const { Candidates: candidates = [], NextToken: next } = await call(
        from,
        'ListCandidatesForAutoMLJob',
        {
          AutoMLJobName: resource.name,
          MaxResults: mostChildren,
          SortBy: 'CreationTime',
          SortOrder: 'Descending',
        },
        signal,
      );
      return bounded(candidates.map(candidateChild), next, 'candidates');
    },
  };
}
