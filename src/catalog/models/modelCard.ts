import type {
  DescribeModelCardResponse,
  ModelCardSummary,
  ModelCardVersionSummary,
} from '@aws-sdk/client-sagemaker';
import type { Child, Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { bounded, mostChildren } from '../links.ts';
import { arnChild, facts, present, statusText, valueChild } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, fullQuery, listInput } from '../sdk.ts';
import { statusOf, statusView } from '../status.ts';
import { age, moment } from '../text.ts';
import { cardContent } from './cardContent.ts';

const statuses = ['Draft', 'PendingReview', 'Approved', 'Archived'] as const;

export const modelCard: ResourceKind = {
  id: 'modelCard',
  singular: 'model card',
  plural: 'Model cards',
  icon: 'note',
  group: 'Models',
  query: fullQuery(statuses, ['CreationTime', 'Name']),
  async list(from, query) {
    const answer = await call(
      from,
      'ListModelCards',
      {
        ...listInput<'CreationTime' | 'Name'>(query),
        ModelCardStatus: query.status as (typeof statuses)[number] | undefined,
      },
      query.signal,
    );
    return { items: (answer.ModelCardSummaries ?? []).map(cardResource), nextToken: answer.NextToken };
  },
  async describe(from, { name }, signal) {
    return modelCardDetails(await call(from, 'DescribeModelCard', { ModelCardName: name }, signal));
  },
  status: statusOf,
  actions: () => ['describe', 'tag', 'delete'],
  async delete(from, { name }) {
    await call(from, 'DeleteModelCard', { ModelCardName: name });
  },
  deleteNote: 'All its versions go with it. Its exports in S3, and the model, stay.',
};

function cardResource(card: ModelCardSummary | DescribeModelCardResponse): Resource {
  return {
    kind: 'modelCard',
    name: card.ModelCardName ?? '',
    arn: card.ModelCardArn ?? '',
    status: card.ModelCardStatus,
    createdAt: card.CreationTime,
    modifiedAt: card.LastModifiedTime,
  };
}

/** @param card as DescribeModelCard answers */
function modelCardDetails(card: DescribeModelCardResponse): Details {
  const resource = cardResource(card);
  const content = cardContent(card.Content);
  return {
    document: card,
    resource,
    facts: facts(
      ['Status', statusText(card.ModelCardStatus, undefined)],
      ['Version', card.ModelCardVersion],
      ['Model', content.description ?? content.model],
      ['Risk rating', content.risk],
      ['Created', moment(card.CreationTime)],
    ),
    children: present(
      arnChild('Model', 'package', content.model),
      valueChild('Owner', 'person', content.owner),
      valueChild('Risk rating', 'shield', content.risk),
      valueChild('Intended use', 'lightbulb', content.use),
    ),
    async more(from, signal) {
      const { ModelCardVersionSummaryList: versions = [], NextToken: next } = await call(
        from,
        'ListModelCardVersions',
        { ModelCardName: resource.name, MaxResults: mostChildren, SortOrder: 'Descending' },
        signal,
      );
      const now = Date.now();
      return bounded(
        versions.map((version) => versionChild(version, now)),
        next,
        'versions',
      );
    },
  };
}

function versionChild(version: ModelCardVersionSummary, now: number): Child {
  const number = String(version.ModelCardVersion ?? '');
  const look = statusView(version.ModelCardStatus ?? 'Unknown');
  const when = version.LastModifiedTime ?? version.CreationTime;
  return {
    id: `version/${number}`,
    label: `Version ${number}`,
    description: [look.words, when && age(when, now)].filter((part) => part !== undefined).join(' · '),
    icon: look.icon,
    color: look.color,
    actions: ['copy'],
    value: number,
  };
}
