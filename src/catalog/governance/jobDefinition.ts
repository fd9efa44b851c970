import type { MonitoringJobDefinitionSummary, MonitoringResources } from '@aws-sdk/client-sagemaker';
import type { Details } from '../details.ts';
import type { ResourceKind, SageMaker } from '../kind.ts';
import { facts } from '../parts.ts';
import type { KindId, Resource } from '../resource.ts';
import { fullQuery, listInput } from '../sdk.ts';
import { moment } from '../text.ts';
import { monitorClosed, monitored, monitoringChildren, type MonitoringJob } from './monitoring.ts';

type ListInput = ReturnType<typeof listInput<'CreationTime' | 'Name'>>;

interface ListAnswer {
  readonly JobDefinitionSummaries: MonitoringJobDefinitionSummary[] | undefined;
  readonly NextToken?: string | undefined;
}

/** What every Describe operation of job definitions answers with. */
interface Described {
  readonly JobDefinitionName: string | undefined;
  readonly JobDefinitionArn: string | undefined;
  readonly CreationTime: Date | undefined;
  readonly JobResources: MonitoringResources | undefined;
}

/** What tells the four kinds of job definitions apart. */
export interface JobDefinitionParts<Answer extends Described> {
  readonly id: KindId;
  readonly singular: string;
  readonly plural: string;
  readonly icon: string;
  readonly list: (from: SageMaker, input: ListInput, signal?: AbortSignal) => Promise<ListAnswer>;
  readonly describe: (from: SageMaker, name: string, signal?: AbortSignal) => Promise<Answer>;
  readonly job: (answer: Answer) => MonitoringJob;
  readonly remove: (from: SageMaker, name: string) => Promise<unknown>;
}

/** A kind of monitoring job definition. */
export function jobDefinitionKind<Answer extends Described>(parts: JobDefinitionParts<Answer>): ResourceKind {
  const { id, singular, plural, icon } = parts;
  return {
    id,
    singular,
    plural,
    icon,
    group: 'Governance',
    closed: monitorClosed,
    query: fullQuery([]),
    async list(from, query) {
      const answer = await parts.list(from, listInput<'CreationTime' | 'Name'>(query), query.signal);
      return {
        items: (answer.JobDefinitionSummaries ?? []).map((summary) => summaryResource(id, summary)),
        nextToken: answer.NextToken,
      };
    },
    async describe(from, { name }, signal) {
      const answer = await parts.describe(from, name, signal);
      return definitionDetails(id, answer, parts.job(answer));
    },
    status: () => undefined,
    actions: () => ['describe', 'tag', 'delete'],
    async delete(from, { name }) {
      await parts.remove(from, name);
    },
    deleteNote: 'Schedules that use it can no longer run. Its baseline and past reports in S3 stay.',
  };
}

function summaryResource(kind: KindId, summary: MonitoringJobDefinitionSummary): Resource {
  return {
    kind,
    name: summary.MonitoringJobDefinitionName ?? '',
    arn: summary.MonitoringJobDefinitionArn ?? '',
    note: summary.EndpointName,
    createdAt: summary.CreationTime,
  };
}

function definitionDetails(kind: KindId, answer: Described, job: MonitoringJob): Details {
  const { JobDefinitionName: name = '', JobDefinitionArn: arn = '', CreationTime: createdAt } = answer;
  const { InstanceType: type, InstanceCount: count = 1 } = answer.JobResources?.ClusterConfig ?? {};
  return {
    document: answer,
    resource: { kind, name, arn, note: job.input?.EndpointInput?.EndpointName, createdAt },
    facts: facts(
      ['Monitors', monitored(job)],
      ['Instances', type && `${count} × ${type}`],
      ['Image', job.app?.ImageUri],
      ['Reports', job.output?.MonitoringOutputs?.[0]?.S3Output?.S3Uri],
      ['Created', moment(createdAt)],
    ),
    children: monitoringChildren(job, arn),
  };
}
