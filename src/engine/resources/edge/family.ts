import { type Family } from '../catalogue.ts';
import { edgeDeploymentPlan, planOperations } from './deploymentPlan.ts';
import { edgeDeploymentStage } from './deploymentStage.ts';
import { device, deviceOperations } from './device.ts';
import { deviceFleet } from './deviceFleet.ts';
import { getDeviceFleetReport } from './fleetReport.ts';
import { edgePackagingJob } from './packagingJob.ts';
import { listStageDevices } from './stageDevices.ts';

/** Edge Manager: fleets of devices, and how models would come to them. */
export const edgeFamily: Family = {
  name: 'Edge',
  kinds: [deviceFleet, device, edgePackagingJob, edgeDeploymentPlan, edgeDeploymentStage],
  operations: (parts) => ({
    ...deviceOperations(parts),
    ...planOperations(parts),
    GetDeviceFleetReport: getDeviceFleetReport(parts),
    ListStageDevices: listStageDevices(parts),
  }),
};
