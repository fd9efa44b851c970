import type { DescribeMlflowAppResponse, MlflowAppSummary } from '@aws-sdk/client-sagemaker';
import type { Details } from '../details.ts';
import type { Action, ResourceKind } from '../kind.ts';
import { namedChild, roleChild } from '../links.ts';
import { facts, present, s3Child, statusText, valueChild } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, pageInput } from '../sdk.ts';
import { statusOf } from '../status.ts';
import { moment } from '../text.ts';
import { mlflowUrl } from './mlflowUrl.ts';

const statuses = [
  ...(['Creating', 'Created', 'CreateFailed', 'Updating', 'Updated', 'UpdateFailed'] as const),
  ...(['Deleting', 'DeleteFailed', 'Deleted'] as const),
];

export const mlflowApp: ResourceKind = {
  id: 'mlflowApp',
  singular: 'MLflow app',
  plural: 'MLflow apps',
  icon: 'server-process',
  group: 'Training',
  query: { name: false, statuses, sortBy: ['CreationTime', 'Name', 'Status'] },
  async list(from, query) {
    const by = query.sortBy;
    const answer = await call(
      from,
      'ListMlflowApps',
      {
        ...pageInput(query),
        SortBy: by === 'Name' || by === 'Status' ? by : 'CreationTime',
        SortOrder: query.sortOrder ?? 'Descending',
        Status: query.status as (typeof statuses)[number] | undefined,
      },
      query.signal,
    );
    return { items: (answer.Summaries ?? []).map(appResource), nextToken: answer.NextToken };
  },
  // Two apps may have the same name: only its ARN tells which is meant.
  async describe(from, { arn }, signal) {
    return mlflowAppDetails(await call(from, 'DescribeMlflowApp', { Arn: arn }, signal));
  },
  status: statusOf,
  actions({ status }): readonly Action[] {
    if (status === 'Created' || status === 'Updated') return ['describe', 'tag', 'browse', 'delete'];
    if (status === 'Deleted') return ['describe'];
    return status?.endsWith('ing') ? ['describe', 'tag'] : ['describe', 'tag', 'delete'];
  },
  async delete(from, { arn }) {
    await call(from, 'DeleteMlflowApp', { Arn: arn });
  },
  deleteNote: 'Its runs, metrics and parameters go with it. Artifacts in S3 and registered models stay.',
  async url(from, { arn, name }) {
    const { AuthorizedUrl: url } = await call(from, 'CreatePresignedMlflowAppUrl', { Arn: arn });
    return mlflowUrl(url, name);
  },
};

function appResource(app: MlflowAppSummary | DescribeMlflowAppResponse): Resource {
  return {
    kind: 'mlflowApp',
    name: app.Name ?? '',
    arn: app.Arn ?? '',
    status: app.Status,
    createdAt: app.CreationTime,
    modifiedAt: app.LastModifiedTime,
  };
}

/** @param app as DescribeMlflowApp answers */
function mlflowAppDetails(app: DescribeMlflowAppResponse): Details {
  const resource = appResource(app);
  return {
    document: app,
    resource,
    facts: facts(
      ['Status', statusText(app.Status, undefined)],
      ['MLflow', app.MlflowVersion],
      [
        'Registers models',
        app.ModelRegistrationMode === 'AutoModelRegistrationEnabled' ? 'by itself' : 'when asked',
      ],
      ['Default of the account', app.AccountDefaultStatus === 'ENABLED' ? 'yes' : 'no'],
      ['Created', moment(app.CreationTime)],
    ),
    children: present(
      s3Child('artifacts', 'Artifacts', app.ArtifactStoreUri),
      valueChild('Tracking URI for MLflow', 'symbol-string', app.Arn),
      ...(app.DefaultDomainIdList ?? []).map((domain) =>
        namedChild('Default of domain', 'home', resource.arn, 'domain', domain),
      ),
      roleChild(app.RoleArn),
    ),
  };
}
