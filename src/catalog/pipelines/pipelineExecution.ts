import type {
  DescribePipelineExecutionResponse,
  PipelineExecution,
  PipelineExecutionSummary,
} from '@aws-sdk/client-sagemaker';
import { arnPath } from '../arn.ts';
import type { Details } from '../details.ts';
import type { Action, Page, PageQuery, ResourceKind, SageMaker } from '../kind.ts';
import { arnChild, failureChild, facts, linkChild, present, statusText } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, sortedInput } from '../sdk.ts';
import { statusOf } from '../status.ts';
import { moment } from '../text.ts';
import { stepChildren } from './steps.ts';

export const pipelineExecution: ResourceKind = {
  id: 'pipelineExecution',
  singular: 'pipeline execution',
  plural: 'Pipeline executions',
  icon: 'play-circle',
  group: 'Pipelines',
  nested: true,
  query: { name: false, statuses: [], sortBy: ['CreationTime'] },
  runningStatuses: ['Executing', 'Stopping'],
  list: (from, query) =>
    query.within ? executionsOf(query.within.name, from, query) : allExecutions(from, query),
  async describe(from, { arn }, signal) {
    return pipelineExecutionDetails(
      await call(from, 'DescribePipelineExecution', { PipelineExecutionArn: arn }, signal),
    );
  },
  status: statusOf,
  actions({ status }): readonly Action[] {
    if (status === 'Executing') return ['describe', 'tail', 'stop'];
    return status === 'Failed' || status === 'Stopped' ? ['describe', 'tail', 'start'] : ['describe', 'tail'];
  },
  /** Again from the step that failed or was stopped; what had succeeded is kept. */
  async start(from, { arn }) {
    await call(from, 'RetryPipelineExecution', { PipelineExecutionArn: arn });
  },
  async stop(from, { arn }) {
    await call(from, 'StopPipelineExecution', { PipelineExecutionArn: arn });
  },
  stopNote:
    'Jobs of its steps are stopped; a callback that it waits for is awaited. It can be started again from there.',
};

async function executionsOf(pipeline: string, from: SageMaker, query: PageQuery): Promise<Page> {
  const answer = await call(
    from,
    'ListPipelineExecutions',
    {
      ...sortedInput(query),
      PipelineName: pipeline,
    },
    query.signal,
  );
  return {
    items: (answer.PipelineExecutionSummaries ?? []).map(executionResource),
    nextToken: answer.NextToken,
  };
}

/** Those of all pipelines: List asks for one, Search does not. It can look for a status too. */
async function allExecutions(from: SageMaker, query: PageQuery): Promise<Page> {
  const answer = await call(
    from,
    'Search',
    {
      ...sortedInput(query),
      Resource: 'PipelineExecution',
      SearchExpression:
        query.status === undefined
          ? undefined
          : { Filters: [{ Name: 'PipelineExecutionStatus', Operator: 'Equals', Value: query.status }] },
    },
    query.signal,
  );
  return {
    items: (answer.Results ?? []).flatMap(({ PipelineExecution: found }) =>
      found ? [{ ...executionResource(found), note: arnPath(found.PipelineExecutionArn ?? '')[0] }] : [],
    ),
    nextToken: answer.NextToken,
  };
}

function executionResource(
  execution: PipelineExecutionSummary | PipelineExecution | DescribePipelineExecutionResponse,
): Resource {
  const arn = execution.PipelineExecutionArn ?? '';
  return {
    kind: 'pipelineExecution',
    name: execution.PipelineExecutionDisplayName ?? arnPath(arn).at(-1) ?? '',
    arn,
    status: execution.PipelineExecutionStatus,
    createdAt: 'StartTime' in execution ? execution.StartTime : createdOf(execution),
    modifiedAt: 'LastModifiedTime' in execution ? execution.LastModifiedTime : undefined,
  };
}

const createdOf = (execution: object): Date | undefined =>
  'CreationTime' in execution && execution.CreationTime instanceof Date ? execution.CreationTime : undefined;

function pipelineExecutionDetails(execution: DescribePipelineExecutionResponse): Details {
  const resource = executionResource(execution);
  const { ExperimentName: experiment } = execution.PipelineExperimentConfig ?? {};
  return {
    document: execution,
    resource,
    facts: facts(
      ['Status', statusText(execution.PipelineExecutionStatus, execution.FailureReason)],
      ['Pipeline', arnPath(resource.arn)[0]],
      ['Description', execution.PipelineExecutionDescription],
      ['Changed', moment(execution.LastModifiedTime)],
      ['Started', moment(execution.CreationTime)],
    ),
    // The jobs of its steps bill, and are found by themselves.
    usage: [],
    children: present(
      failureChild(execution.FailureReason),
      arnChild('Pipeline', 'type-hierarchy-sub', execution.PipelineArn),
      linkChild('Experiment', 'beaker', resource.arn, 'experiment', experiment),
    ),
    more: (from, signal) => stepChildren(from, resource.arn, signal),
  };
}
