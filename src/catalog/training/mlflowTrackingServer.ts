import type { DescribeMlflowTrackingServerResponse, TrackingServerSummary } from '@aws-sdk/client-sagemaker';
import type { Details, Usage } from '../details.ts';
import type { Action, ResourceKind } from '../kind.ts';
import { roleChild } from '../links.ts';
import { facts, present, s3Child, statusText, valueChild } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, pageInput } from '../sdk.ts';
import { statusOf } from '../status.ts';
import { moment } from '../text.ts';
import { mlflowUrl } from './mlflowUrl.ts';

const up = [
  'Created',
  'Started',
  'Updated',
  'UpdateFailed',
  'StopFailed',
  'MaintenanceComplete',
  'MaintenanceFailed',
] as const;
const moving = ['Creating', 'Updating', 'Starting', 'Stopping', 'MaintenanceInProgress'] as const;
const down = ['CreateFailed', 'StartFailed', 'Stopped', 'Deleting', 'DeleteFailed'] as const;
const statuses = [...up, ...moving, ...down];

export const mlflowTrackingServer: ResourceKind = {
  id: 'mlflowTrackingServer',
  singular: 'MLflow tracking server',
  plural: 'MLflow tracking servers',
  icon: 'server',
  group: 'Training',
  query: { name: false, statuses, sortBy: ['CreationTime', 'Name', 'Status'] },
  runningStatuses: [...up, ...moving],
  async list(from, query) {
    const by = query.sortBy;
    const answer = await call(
      from,
      'ListMlflowTrackingServers',
      {
        ...pageInput(query),
        SortBy: by === 'Name' || by === 'Status' ? by : 'CreationTime',
        SortOrder: query.sortOrder ?? 'Descending',
        TrackingServerStatus: query.status as (typeof statuses)[number] | undefined,
      },
      query.signal,
    );
    return { items: (answer.TrackingServerSummaries ?? []).map(serverResource), nextToken: answer.NextToken };
  },
  async describe(from, { name }, signal) {
    return trackingServerDetails(
      await call(from, 'DescribeMlflowTrackingServer', { TrackingServerName: name }, signal),
    );
  },
  status: statusOf,
  actions({ status, note }): readonly Action[] {
    if (moving.some((it) => it === status) || status === 'Deleting') return ['describe', 'tag'];
    // An update that ended tells nothing about whether it runs.
    const runs = up.some((it) => it === status) && note !== inactive;
    if (runs) return ['describe', 'tag', 'browse', 'stop', 'delete'];
    const starts = status === 'Stopped' || status === 'StartFailed' || note === inactive;
    return starts ? ['describe', 'tag', 'start', 'delete'] : ['describe', 'tag', 'delete'];
  },
  async start(from, { name }) {
    await call(from, 'StartMlflowTrackingServer', { TrackingServerName: name });
  },
  async stop(from, { name }) {
    await call(from, 'StopMlflowTrackingServer', { TrackingServerName: name });
  },
  stopNote: 'Its runs and artifacts stay, and it can be started again. It takes some minutes.',
  async delete(from, { name }) {
    await call(from, 'DeleteMlflowTrackingServer', { TrackingServerName: name });
  },
  deleteNote: 'Its runs, metrics and parameters go with it. Artifacts in S3 and registered models stay.',
  async url(from, { name }) {
    const { AuthorizedUrl: url } = await call(from, 'CreatePresignedMlflowTrackingServerUrl', {
      TrackingServerName: name,
    });
    return mlflowUrl(url, name);
  },
};

const inactive = 'inactive';

function serverResource(server: TrackingServerSummary | DescribeMlflowTrackingServerResponse): Resource {
  const settled = up.some((it) => it === server.TrackingServerStatus);
  return {
    kind: 'mlflowTrackingServer',
    name: server.TrackingServerName ?? '',
    arn: server.TrackingServerArn ?? '',
    status: server.TrackingServerStatus,
    note: settled && server.IsActive === 'Inactive' ? inactive : undefined,
    createdAt: server.CreationTime,
    modifiedAt: server.LastModifiedTime,
  };
}

/** @param server as DescribeMlflowTrackingServer answers */
function trackingServerDetails(server: DescribeMlflowTrackingServerResponse): Details {
  return {
    document: server,
    resource: serverResource(server),
    facts: facts(
      ['Status', statusText(server.TrackingServerStatus, undefined)],
      ['Size', server.TrackingServerSize],
      ['MLflow', server.MlflowVersion],
      ['Maintenance', server.WeeklyMaintenanceWindowStart],
      ['Created', moment(server.CreationTime)],
    ),
    usage: serverUsage(server),
    children: present(
      s3Child('artifacts', 'Artifacts', server.ArtifactStoreUri),
      valueChild('Tracking URL', 'link', server.TrackingServerUrl),
      valueChild('Tracking URI for MLflow', 'symbol-string', server.TrackingServerArn),
      roleChild(server.RoleArn),
    ),
  };
}

/** Billed by its size and not by an instance, while it is active. */
function serverUsage({
  TrackingServerStatus: status,
  IsActive,
}: DescribeMlflowTrackingServerResponse): Usage[] {
  const rests =
    down.some((it) => it === status) || (IsActive === 'Inactive' && !moving.some((it) => it === status));
  return rests ? [] : [{ instanceType: undefined, count: 1, use: 'studio' }];
}
