import { validationError } from '../../http/awsError.ts';
import { number, objects, text, type JsonObject } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { type FamilyParts } from '../catalogue.ts';
import { resourceNotFound } from '../errors.ts';
import { type ResourceKind } from '../kind.ts';
import { strings } from '../members.ts';
import { epochSeconds } from '../record.ts';
import { requireFleet } from './deviceFleet.ts';

/** Devices of a fleet. They are registered and deregistered, several at once. */
export const device: ResourceKind = {
  name: 'Device',
  nameMember: 'DeviceName',
  arnType: 'device-fleet',
  arnPath: (key) => key.replace('/', '/device/'),
  key: (input) => `${text(input, 'DeviceFleetName') ?? ''}/${text(input, 'DeviceName') ?? ''}`,
  exists: ({ document }) =>
    validationError(`The device ${text(document, 'DeviceName') ?? ''} is registered already.`),
  notFound: (key) => resourceNotFound(`No device with name: ${key.split('/').at(-1) ?? ''}.`),
  // Only an agent on a device says when it lives and what it has loaded.
  filters: { ModelName: '', LatestHeartbeatAfter: '' },
  listed({ document }, input) {
    const model = text(input, 'ModelName');
    const after = number(input, 'LatestHeartbeatAfter');
    if (after !== undefined && !((number(document, 'LatestHeartbeat') ?? 0) > after)) return false;
    return model === undefined || objects(document, 'Models').some((has) => has['ModelName'] === model);
  },
  describe: ({ createdAt }) => ({ RegistrationTime: epochSeconds(createdAt) }),
};

/** The devices that a request gives. @throws AwsError for one given twice */
function devicesIn(input: JsonObject): JsonObject[] {
  const devices = objects(input, 'Devices');
  const names = devices.map((one) => text(one, 'DeviceName') ?? '');
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw validationError(`The device ${twice} is given twice.`);
  return devices.map((one) => ({ ...one, DeviceFleetName: input['DeviceFleetName'] }));
}

/** RegisterDevices, UpdateDevices and DeregisterDevices: all of a request's devices, or none. */
export function deviceOperations({ of, store }: FamilyParts): Record<string, JsonHandler> {
  const devices = of('Device');
  return {
    RegisterDevices(input, request) {
      const { region } = request.scope;
      requireFleet(input, devices.contextOf('', input, request));
      const wanted = devicesIn(input);
      for (const one of wanted) {
        const name = device.key?.(one, devices.contextOf('', one, request)) ?? '';
        const taken = store.get({ kind: 'Device', region, name });
        if (taken) throw devices.kind.exists(taken);
      }
      for (const one of wanted) devices.create({ ...one, Tags: input['Tags'] }, request);
      return {};
    },
    UpdateDevices(input, request) {
      requireFleet(input, devices.contextOf('', input, request));
      const found = devicesIn(input).map((change) => ({ change, record: devices.find(change, request) }));
      for (const { change, record } of found) {
        devices.change(record, {
          Description: change['Description'],
          IotThingName: change['IotThingName'] ?? record.document['IotThingName'],
        });
      }
      return {};
    },
    DeregisterDevices(input, request) {
      requireFleet(input, devices.contextOf('', input, request));
      const fleet = input['DeviceFleetName'];
      const named = strings(input, 'DeviceNames').map((DeviceName) => ({
        DeviceFleetName: fleet,
        DeviceName,
      }));
      for (const one of named) devices.find(one, request);
      for (const one of named) devices.remove(one, request);
      return {};
    },
  };
}
