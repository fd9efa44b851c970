import type { DescribeFlowDefinitionResponse, FlowDefinitionSummary } from '@aws-sdk/client-sagemaker';
import type { Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { roleChild } from '../links.ts';
import { arnChild, failureChild, facts, present, s3Child, statusText } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, pageInput, pagedOnly } from '../sdk.ts';
import { statusOf } from '../status.ts';
import { moment } from '../text.ts';
import { a2iClosed } from './closed.ts';

export const flowDefinition: ResourceKind = {
  id: 'flowDefinition',
  singular: 'flow definition',
  plural: 'Flow definitions',
  icon: 'checklist',
  group: 'Data',
  closed: a2iClosed,
  query: { ...pagedOnly, sortBy: ['CreationTime'] },
  async list(from, query) {
    const answer = await call(
      from,
      'ListFlowDefinitions',
      { ...pageInput(query), SortOrder: query.sortOrder ?? 'Descending' },
      query.signal,
    );
    return { items: (answer.FlowDefinitionSummaries ?? []).map(flowResource), nextToken: answer.NextToken };
  },
  async describe(from, { name }, signal) {
    return flowDefinitionDetails(
      await call(from, 'DescribeFlowDefinition', { FlowDefinitionName: name }, signal),
    );
  },
  status: statusOf,
  actions: ({ status }) => (status === 'Deleting' ? ['describe'] : ['describe', 'tag', 'delete']),
  async delete(from, { name }) {
    await call(from, 'DeleteFlowDefinition', { FlowDefinitionName: name });
  },
  deleteNote: 'It starts no more human loops. Reviews that were made stay in S3.',
};

function flowResource(answer: FlowDefinitionSummary | DescribeFlowDefinitionResponse): Resource {
  return {
    kind: 'flowDefinition',
    name: answer.FlowDefinitionName ?? '',
    arn: answer.FlowDefinitionArn ?? '',
    status: answer.FlowDefinitionStatus,
    createdAt: answer.CreationTime,
  };
}

/** @param answer as DescribeFlowDefinition gives it */
function flowDefinitionDetails(answer: DescribeFlowDefinitionResponse): Details {
  const loop = answer.HumanLoopConfig;
  return {
    document: answer,
    resource: flowResource(answer),
    facts: facts(
      ['Status', statusText(answer.FlowDefinitionStatus, answer.FailureReason)],
      ['Task', loop?.TaskTitle],
      ['Reviewers an object', loop?.TaskCount],
      ['Asked by', answer.HumanLoopRequestSource?.AwsManagedHumanLoopRequestSource],
      ['Created', moment(answer.CreationTime)],
    ),
    children: present(
      failureChild(answer.FailureReason),
      arnChild('Work team', 'organization', loop?.WorkteamArn),
      arnChild('Worker task template', 'preview', loop?.HumanTaskUiArn),
      s3Child('output', 'Output', answer.OutputConfig?.S3OutputPath),
      roleChild(answer.RoleArn),
    ),
  };
}
