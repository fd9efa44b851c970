import type { DescribeDeviceResponse, DeviceSummary } from '@aws-sdk/client-sagemaker';
import { arnPath } from '../arn.ts';
import type { Details } from '../details.ts';
import type { ResourceKind, SageMaker } from '../kind.ts';
import { facts, linkChild, present, valueChild } from '../parts.ts';
import type { Resource, ResourceReference } from '../resource.ts';
import { call, pagedOnly, pageInput } from '../sdk.ts';
import { moment } from '../text.ts';
import { edgeClosed } from './edge.ts';

export const device: ResourceKind = {
  id: 'device',
  singular: 'device',
  plural: 'Devices',
  icon: 'device-mobile',
  group: 'Inference',
  nested: true,
  closed: edgeClosed,
  query: pagedOnly,
  async list(from, query) {
    const input = { ...pageInput(query), DeviceFleetName: query.within?.name };
    const answer = await call(from, 'ListDevices', input, query.signal);
    return { items: (answer.DeviceSummaries ?? []).map(deviceResource), nextToken: answer.NextToken };
  },
  async describe(from, reference, signal) {
    return deviceDetails(await call(from, 'DescribeDevice', named(reference), signal));
  },
  status: () => undefined,
  actions: () => ['describe', 'tag', 'delete'],
  delete: deregister,
  deleteNote: 'It is taken out of its fleet; what is deployed on it keeps running.',
};

async function deregister(from: SageMaker, reference: ResourceReference): Promise<void> {
  const { DeviceFleetName, DeviceName } = named(reference);
  await call(from, 'DeregisterDevices', { DeviceFleetName, DeviceNames: [DeviceName] });
}

/** `…:device-fleet/FLEET/device/NAME`. */
const named = ({ arn, name }: ResourceReference) => ({
  DeviceFleetName: arnPath(arn)[0] ?? '',
  DeviceName: name,
});

function deviceResource(device: DeviceSummary | DescribeDeviceResponse): Resource {
  return {
    kind: 'device',
    name: device.DeviceName ?? '',
    arn: device.DeviceArn ?? '',
    note: device.LatestHeartbeat ? 'last heard of' : 'never heard of',
    createdAt: device.RegistrationTime,
    modifiedAt: device.LatestHeartbeat,
  };
}

function deviceDetails(device: DescribeDeviceResponse): Details {
  const resource = deviceResource(device);
  const models = device.Models ?? [];
  return {
    document: device,
    resource,
    facts: facts(
      ['Fleet', device.DeviceFleetName],
      ['Description', device.Description],
      ['Agent', device.AgentVersion],
      ['Last heartbeat', moment(device.LatestHeartbeat) ?? 'none'],
      ['Registered', moment(device.RegistrationTime)],
    ),
    children: present(
      ...models.map(({ ModelName: name = '', ModelVersion: version }) =>
        valueChild(name, 'package', version),
      ),
      linkChild('Fleet', 'circuit-board', resource.arn, 'deviceFleet', device.DeviceFleetName),
      valueChild('IoT thing', 'circuit-board', device.IotThingName),
    ),
  };
}
