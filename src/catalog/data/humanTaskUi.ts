import type { DescribeHumanTaskUiResponse, HumanTaskUiSummary } from '@aws-sdk/client-sagemaker';
import type { Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { facts, present, statusText, valueChild } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, pageInput, pagedOnly } from '../sdk.ts';
import { statusOf } from '../status.ts';
import { moment } from '../text.ts';
import { a2iClosed } from './closed.ts';

export const humanTaskUi: ResourceKind = {
  id: 'humanTaskUi',
  singular: 'worker task template',
  plural: 'Worker task templates',
  icon: 'preview',
  group: 'Data',
  closed: a2iClosed,
  query: { ...pagedOnly, sortBy: ['CreationTime'] },
  async list(from, query) {
    const answer = await call(
      from,
      'ListHumanTaskUis',
      { ...pageInput(query), SortOrder: query.sortOrder ?? 'Descending' },
      query.signal,
    );
    return { items: (answer.HumanTaskUiSummaries ?? []).map(templateResource), nextToken: answer.NextToken };
  },
  async describe(from, { name }, signal) {
    return humanTaskUiDetails(await call(from, 'DescribeHumanTaskUi', { HumanTaskUiName: name }, signal));
  },
  status: statusOf,
  actions: ({ status }) => (status === 'Deleting' ? ['describe'] : ['describe', 'tag', 'delete']),
  async delete(from, { name }) {
    await call(from, 'DeleteHumanTaskUi', { HumanTaskUiName: name });
  },
  deleteNote: 'Flow definitions that use it can start no more human loops.',
};

function templateResource(answer: HumanTaskUiSummary | DescribeHumanTaskUiResponse): Resource {
  return {
    kind: 'humanTaskUi',
    name: answer.HumanTaskUiName ?? '',
    arn: answer.HumanTaskUiArn ?? '',
    status: 'HumanTaskUiStatus' in answer ? answer.HumanTaskUiStatus : undefined,
    createdAt: answer.CreationTime,
  };
}

/** @param answer as DescribeHumanTaskUi gives it; the template itself is behind a URL that expires */
function humanTaskUiDetails(answer: DescribeHumanTaskUiResponse): Details {
  const template = answer.UiTemplate;
  return {
    document: answer,
    resource: templateResource(answer),
    facts: facts(
      ['Status', statusText(answer.HumanTaskUiStatus, undefined)],
      ['Template (SHA-256)', template?.ContentSha256],
      ['Created', moment(answer.CreationTime)],
    ),
    children: present(
      valueChild('Template URL', 'link', template?.Url),
      valueChild('Template (SHA-256)', 'key', template?.ContentSha256),
    ),
  };
}
