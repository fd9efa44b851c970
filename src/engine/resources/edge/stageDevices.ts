import { text, type JsonObject } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { type FamilyParts } from '../catalogue.ts';
import { type ResourceRecord } from '../record.ts';
import { pageOfValues } from '../valuePages.ts';
import { chosenDevices, isActive, stagesOf } from './deploymentStage.ts';

/** A device's own status while its stage has one that devices do not have. */
const DEVICE_STATUS: Readonly<Record<string, string>> = { CREATING: 'READYTODEPLOY', STARTING: 'INPROGRESS' };

function summary(stage: ResourceRecord, device: ResourceRecord, planArn: string): JsonObject {
  const status = text(stage.document, 'StageStatus') ?? '';
  return {
    EdgeDeploymentPlanArn: planArn,
    EdgeDeploymentPlanName: stage.document['EdgeDeploymentPlanName'],
    StageName: stage.document['StageName'],
    DeviceFleetName: stage.document['DeviceFleetName'],
    DeviceName: device.document['DeviceName'],
    DeviceArn: device.arn,
    DeviceDeploymentStatus: DEVICE_STATUS[status] ?? status,
    Description: device.document['Description'],
    DeploymentStartTime: stage.document['EdgeDeploymentStageStartTime'],
  };
}

/** ListStageDevices: the devices that a stage of a plan is for, and how far they are. */
export function listStageDevices({ of }: FamilyParts): JsonHandler {
  return (input, request) => {
    const plan = of('EdgeDeploymentPlan').find(input, request);
    const stage = of('EdgeDeploymentStage').find(input, request);
    const context = of('EdgeDeploymentStage').contextOf(stage.name, input, request);
    const elsewhere = new Set(
      input['ExcludeDevicesDeployedInOtherStage'] === true
        ? stagesOf(plan.name, context)
            .filter((other) => other.name !== stage.name && isActive(other))
            .flatMap((other) => chosenDevices(other, context).map(({ arn }) => arn))
        : [],
    );
    const keyed = chosenDevices(stage, context)
      .filter(({ arn }) => !elsewhere.has(arn))
      .map((device) => [device.name, device] as const);
    const { values, next } = pageOfValues(keyed, input);
    return {
      DeviceDeploymentSummaries: values.map((device) => summary(stage, device, plan.arn)),
      ...next,
    };
  };
}
