import type { DescribeDeviceFleetResponse, DeviceFleetSummary } from '@aws-sdk/client-sagemaker';
import type { Details } from '../details.ts';
import type { ResourceKind } from '../kind.ts';
import { roleChild } from '../links.ts';
import { facts, present, s3Child, valueChild } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, fullQuery, listInput, shouted } from '../sdk.ts';
import { moment } from '../text.ts';
import { edgeClosed } from './edge.ts';

export const deviceFleet: ResourceKind = {
  id: 'deviceFleet',
  singular: 'device fleet',
  plural: 'Device fleets',
  icon: 'circuit-board',
  group: 'Inference',
  closed: edgeClosed,
  branches: [{ kind: 'device' }],
  query: fullQuery([], ['CreationTime', 'LastModifiedTime', 'Name']),
  async list(from, query) {
    const answer = await call(
      from,
      'ListDeviceFleets',
      {
        ...listInput(query),
        SortBy: shouted<'CREATION_TIME' | 'LAST_MODIFIED_TIME' | 'NAME'>(query.sortBy),
      },
      query.signal,
    );
    return { items: (answer.DeviceFleetSummaries ?? []).map(fleetResource), nextToken: answer.NextToken };
  },
  async describe(from, { name }, signal) {
    return deviceFleetDetails(await call(from, 'DescribeDeviceFleet', { DeviceFleetName: name }, signal));
  },
  status: () => undefined,
  actions: () => ['describe', 'tag', 'delete'],
  async delete(from, { name }) {
    await call(from, 'DeleteDeviceFleet', { DeviceFleetName: name });
  },
  deleteNote: 'Its devices must be deregistered before it. What they sent to S3 stays.',
};

function fleetResource(fleet: DeviceFleetSummary | DescribeDeviceFleetResponse): Resource {
  return {
    kind: 'deviceFleet',
    name: fleet.DeviceFleetName ?? '',
    arn: fleet.DeviceFleetArn ?? '',
    createdAt: fleet.CreationTime,
    modifiedAt: fleet.LastModifiedTime,
  };
}

function deviceFleetDetails(fleet: DescribeDeviceFleetResponse): Details {
  return {
    document: fleet,
    resource: fleetResource(fleet),
    facts: facts(
      ['Description', fleet.Description],
      ['Output', fleet.OutputConfig?.S3OutputLocation],
      ['Changed', moment(fleet.LastModifiedTime)],
      ['Created', moment(fleet.CreationTime)],
    ),
    children: present(
      s3Child('output', 'Output', fleet.OutputConfig?.S3OutputLocation),
      valueChild('IoT role alias', 'key', fleet.IotRoleAlias),
      roleChild(fleet.RoleArn),
    ),
  };
}
