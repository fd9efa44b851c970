import type { ActionSummary, DescribeActionResponse } from '@aws-sdk/client-sagemaker';
import type { Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { facts, present, statusText } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, sortedInput } from '../sdk.ts';
import { statusOf } from '../status.ts';
import { moment } from '../text.ts';
import { associationChildren, lineageDeleteNote, propertyChildren, sourceChild } from './lineage.ts';

export const lineageAction: ResourceKind = {
  id: 'lineageAction',
  singular: 'lineage action',
  plural: 'Lineage actions',
  icon: 'zap',
  group: 'Governance',
  query: { name: false, statuses: [], sortBy: ['CreationTime', 'Name'] },
  async list(from, query) {
    const input = sortedInput<'CreationTime' | 'Name'>(query);
    const answer = await call(from, 'ListActions', input, query.signal);
    return { items: (answer.ActionSummaries ?? []).map(actionResource), nextToken: answer.NextToken };
  },
  async describe(from, { name }, signal) {
    return lineageActionDetails(await call(from, 'DescribeAction', { ActionName: name }, signal));
  },
  status: statusOf,
  actions: () => ['describe', 'tag', 'delete'],
  async delete(from, { name }) {
    await call(from, 'DeleteAction', { ActionName: name });
  },
  deleteNote: lineageDeleteNote,
};

function actionResource(answer: ActionSummary | DescribeActionResponse): Resource {
  return {
    kind: 'lineageAction',
    name: answer.ActionName ?? '',
    arn: answer.ActionArn ?? '',
    status: answer.Status,
    note: answer.ActionType,
    createdAt: answer.CreationTime,
    modifiedAt: answer.LastModifiedTime,
  };
}

function lineageActionDetails(answer: DescribeActionResponse): Details {
  const resource = actionResource(answer);
  return {
    document: answer,
    resource,
    facts: facts(
      ['Status', statusText(answer.Status, undefined)],
      ['Type', answer.ActionType],
      ['Source', answer.Source?.SourceUri],
      ['Description', answer.Description],
      ['Created', moment(answer.CreationTime)],
    ),
    children: present(sourceChild(answer.Source?.SourceUri), ...propertyChildren(answer.Properties)),
    more: (from, signal) => associationChildren(from, resource.arn, signal),
  };
}
