import type { ContextSummary, DescribeContextResponse } from '@aws-sdk/client-sagemaker';
import type { Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { facts, present } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, sortedInput } from '../sdk.ts';
import { moment } from '../text.ts';
import { associationChildren, lineageDeleteNote, propertyChildren, sourceChild } from './lineage.ts';

export const lineageContext: ResourceKind = {
  id: 'lineageContext',
  singular: 'lineage context',
  plural: 'Lineage contexts',
  icon: 'symbol-namespace',
  group: 'Governance',
  query: { name: false, statuses: [], sortBy: ['CreationTime', 'Name'] },
  async list(from, query) {
    const input = sortedInput<'CreationTime' | 'Name'>(query);
    const answer = await call(from, 'ListContexts', input, query.signal);
    return { items: (answer.ContextSummaries ?? []).map(contextResource), nextToken: answer.NextToken };
  },
  async describe(from, { name }, signal) {
    return lineageContextDetails(await call(from, 'DescribeContext', { ContextName: name }, signal));
  },
  status: () => undefined,
  actions: () => ['describe', 'tag', 'delete'],
  async delete(from, { name }) {
    await call(from, 'DeleteContext', { ContextName: name });
  },
  deleteNote: lineageDeleteNote,
};

function contextResource(answer: ContextSummary | DescribeContextResponse): Resource {
  return {
    kind: 'lineageContext',
    name: answer.ContextName ?? '',
    arn: answer.ContextArn ?? '',
    note: answer.ContextType,
    createdAt: answer.CreationTime,
    modifiedAt: answer.LastModifiedTime,
  };
}

function lineageContextDetails(answer: DescribeContextResponse): Details {
  const resource = contextResource(answer);
  return {
    document: answer,
    resource,
    facts: facts(
      ['Type', answer.ContextType],
      ['Source', answer.Source?.SourceUri],
      ['Description', answer.Description],
      ['Changed', moment(answer.LastModifiedTime)],
      ['Created', moment(answer.CreationTime)],
    ),
    children: present(sourceChild(answer.Source?.SourceUri), ...propertyChildren(answer.Properties)),
    more: (from, signal) => associationChildren(from, resource.arn, signal),
  };
}
