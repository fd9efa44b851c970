import { validationError } from '../../http/awsError.ts';
import { text, type JsonObject } from '../../json.ts';
import { resourceInUse, resourceNotFound } from '../errors.ts';
import { type KindContext, type ResourceKind } from '../kind.ts';
import { given } from '../members.ts';
import { type ResourceRecord } from '../record.ts';

/** The role alias that AWS IoT has for a fleet that asks for one. */
function roleAlias(input: JsonObject, { accountId }: KindContext): JsonObject {
  const enabled = input['EnableIotRoleAlias'];
  if (enabled === undefined) return {};
  const name = text(input, 'DeviceFleetName') ?? '';
  const arn = `arn:aws:iam::${accountId}:rolealias/SageMakerEdge-${name}`;
  return { IotRoleAlias: enabled === true ? arn : undefined };
}

/** The devices of a fleet, oldest first. */
export function devicesOf(fleet: string, { all }: Pick<KindContext, 'all'>): ResourceRecord[] {
  return [...all('Device')].filter(({ document }) => document['DeviceFleetName'] === fleet);
}

/** @throws AwsError when a request names a fleet that is not there */
export function requireFleet(input: JsonObject, { find }: Pick<KindContext, 'find'>): void {
  const name = text(input, 'DeviceFleetName') ?? '';
  if (!find('DeviceFleet', name)) throw validationError(`No devicefleet with name: ${name}.`);
}

/** Fleets of edge devices. */
export const deviceFleet: ResourceKind = {
  name: 'DeviceFleet',
  notFound: (key) => resourceNotFound(`No devicefleet with name: ${key}.`),
  create: (input, context) => ({ ...input, ...roleAlias(input, context) }),
  update: (_record, input, context) => ({
    ...given(input, 'RoleArn', 'Description', 'OutputConfig'),
    ...roleAlias(input, context),
  }),
  delete(record, _input, context) {
    const count = devicesOf(record.name, context).length;
    if (count > 0) throw resourceInUse(`The device fleet ${record.name} has ${count} registered device(s).`);
    return {};
  },
};
