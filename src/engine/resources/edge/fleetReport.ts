import { type JsonHandler } from '../../protocols/awsJson.ts';
import { type FamilyParts } from '../catalogue.ts';
import { epochSeconds } from '../record.ts';
import { devicesOf } from './deviceFleet.ts';

/**
 * GetDeviceFleetReport. Versions and models are what agents on devices tell SageMaker Edge, a service that the engine
 * does not have: no device is connected, however many are registered.
 */
export function getDeviceFleetReport({ of }: FamilyParts): JsonHandler {
  return (input, request) => {
    const fleet = of('DeviceFleet').find(input, request);
    const context = of('DeviceFleet').contextOf(fleet.name, input, request);
    return {
      ...fleet.document,
      ReportGenerated: epochSeconds(context.now),
      DeviceStats: {
        ConnectedDeviceCount: 0,
        RegisteredDeviceCount: devicesOf(fleet.name, context).length,
      },
      AgentVersions: [],
      ModelStats: [],
    };
  };
}
