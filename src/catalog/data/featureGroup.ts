import type { DescribeFeatureGroupResponse, FeatureGroupSummary } from '@aws-sdk/client-sagemaker';
import type { Child, Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { roleChild } from '../links.ts';
import { failureChild, facts, present, s3Child, statusText, valueChild } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, fullQuery, listInput } from '../sdk.ts';
import { statusOf } from '../status.ts';
import { moment } from '../text.ts';

const statuses = ['Creating', 'Created', 'CreateFailed', 'Deleting', 'DeleteFailed'] as const;

export const featureGroup: ResourceKind = {
  id: 'featureGroup',
  singular: 'feature group',
  plural: 'Feature groups',
  icon: 'table',
  group: 'Data',
  query: fullQuery(statuses, ['CreationTime', 'Name', 'Status']),
  async list(from, query) {
    const { SortBy, ...input } = listInput<'CreationTime' | 'Name'>(query);
    const answer = await call(
      from,
      'ListFeatureGroups',
      {
        ...input,
        SortBy: query.sortBy === 'Status' ? 'FeatureGroupStatus' : SortBy,
        FeatureGroupStatusEquals: query.status as (typeof statuses)[number] | undefined,
      },
      query.signal,
    );
    return {
      items: (answer.FeatureGroupSummaries ?? []).map(featureGroupResource),
      nextToken: answer.NextToken,
    };
  },
  async describe(from, { name }, signal) {
    return featureGroupDetails(await call(from, 'DescribeFeatureGroup', { FeatureGroupName: name }, signal));
  },
  status: statusOf,
  actions: ({ status }) => (status === 'Deleting' ? ['describe'] : ['describe', 'tag', 'delete']),
  async delete(from, { name }) {
    await call(from, 'DeleteFeatureGroup', { FeatureGroupName: name });
  },
  deleteNote: 'Its online records go with it; its offline data in S3 stays.',
};

function featureGroupResource(answer: FeatureGroupSummary | DescribeFeatureGroupResponse): Resource {
  return {
    kind: 'featureGroup',
    name: answer.FeatureGroupName ?? '',
    arn: answer.FeatureGroupArn ?? '',
    status: answer.FeatureGroupStatus,
    createdAt: answer.CreationTime,
  };
}

function featureGroupDetails(answer: DescribeFeatureGroupResponse): Details {
  const stores = [
    answer.OnlineStoreConfig?.EnableOnlineStore ? 'online' : undefined,
    answer.OfflineStoreConfig ? 'offline' : undefined,
  ].filter((store) => store !== undefined);
  return {
    document: answer,
    resource: featureGroupResource(answer),
    facts: facts(
      ['Status', statusText(answer.FeatureGroupStatus, answer.FailureReason)],
      ['Stores', stores.join(' and ')],
      ['Record identifier', answer.RecordIdentifierFeatureName],
      ['Event time', answer.EventTimeFeatureName],
      ['Created', moment(answer.CreationTime)],
    ),
    children: present(
      failureChild(answer.FailureReason),
      s3Child('offline', 'Offline store', answer.OfflineStoreConfig?.S3StorageConfig?.S3Uri),
      valueChild('Table', 'database', tableOf(answer)),
      roleChild(answer.RoleArn),
      ...featureChildren(answer),
    ),
  };
}

/** The Glue table over the offline store: `database.table`. */
function tableOf({ OfflineStoreConfig: offline }: DescribeFeatureGroupResponse): string | undefined {
  const { Database: database, TableName: table } = offline?.DataCatalogConfig ?? {};
  return database && table ? `${database}.${table}` : undefined;
}

function featureChildren(answer: DescribeFeatureGroupResponse): Child[] {
  const roles = new Map([
    [answer.RecordIdentifierFeatureName, 'record identifier'],
    [answer.EventTimeFeatureName, 'event time'],
  ]);
  return (answer.FeatureDefinitions ?? []).map(({ FeatureName: name = '', FeatureType: type = '' }) => {
    const role = roles.get(name);
    return {
      id: `feature/${name}`,
      label: name,
      description: role === undefined ? type : `${type} · ${role}`,
      icon: role === undefined ? 'symbol-field' : 'key',
      actions: ['copy'],
      value: name,
    };
  });
}
