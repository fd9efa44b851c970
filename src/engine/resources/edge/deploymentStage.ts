import { validationError } from '../../http/awsError.ts';
import { number, object, text, type JsonObject } from '../../json.ts';
import { resourceInUse, resourceNotFound } from '../errors.ts';
import { type KindContext, type ResourceKind } from '../kind.ts';
import { strings } from '../members.ts';
import { epochSeconds, type ResourceRecord } from '../record.ts';
import { requireStatus } from '../requireStatus.ts';
import { devicesOf } from './deviceFleet.ts';

const STATUS = 'StageStatus';
const ACTIVE = new Set(['CREATING', 'STARTING', 'INPROGRESS', 'STOPPING']);

/** Whether a stage is under way: then neither it nor its plan can be deleted. */
export function isActive({ document }: ResourceRecord): boolean {
  return ACTIVE.has(text(document, STATUS) ?? '');
}

/** The stages of a plan, in its order. */
export function stagesOf(plan: string, { all }: Pick<KindContext, 'all'>): ResourceRecord[] {
  return [...all('EdgeDeploymentStage')]
    .filter(({ document }) => document['EdgeDeploymentPlanName'] === plan)
    .sort((a, b) => (number(a.document, 'Order') ?? 0) - (number(b.document, 'Order') ?? 0));
}

/** The devices that a stage chooses among its fleet's: by share, by name or by part of the name. */
export function chosenDevices({ document }: ResourceRecord, context: KindContext): ResourceRecord[] {
  const devices = devicesOf(text(document, 'DeviceFleetName') ?? '', context);
  const selection = object(document, 'DeviceSelectionConfig');
  const names = strings(selection, 'DeviceNames');
  const part = text(selection, 'DeviceNameContains');
  const nameOf = (device: ResourceRecord): string => text(device.document, 'DeviceName') ?? '';
  switch (selection?.['DeviceSubsetType']) {
    case 'SELECTION':
      return devices.filter((device) => names.includes(nameOf(device)));
    case 'NAMECONTAINS':
      return devices.filter((device) => part !== undefined && nameOf(device).includes(part));
    default: {
      const share = (number(selection, 'Percentage') ?? 0) / 100;
      return devices.slice(0, Math.ceil(devices.length * share));
    }
  }
}

/** A stage as its plan shows it. No device takes up a deployment here, so what was started stays pending. */
export function stageSummary(stage: ResourceRecord, context: KindContext): JsonObject {
  const { document } = stage;
  return {
    ...document,
    DeploymentStatus: {
      StageStatus: document[STATUS],
      EdgeDeploymentSuccessInStage: 0,
      EdgeDeploymentPendingInStage: chosenDevices(stage, context).length,
      EdgeDeploymentFailedInStage: 0,
      EdgeDeploymentStageStartTime: document['EdgeDeploymentStageStartTime'],
    },
  };
}

/** @throws AwsError for a selection that lacks what its type needs */
export function requireSelection(stage: JsonObject): void {
  const selection = object(stage, 'DeviceSelectionConfig');
  const type = text(selection, 'DeviceSubsetType') ?? '';
  const member = { PERCENTAGE: 'Percentage', SELECTION: 'DeviceNames', NAMECONTAINS: 'DeviceNameContains' }[
    type
  ];
  if (member !== undefined && selection?.[member] === undefined) {
    throw validationError(`DeviceSelectionConfig of type ${type} needs ${member}.`);
  }
}

/** Stages of edge deployment plans: resources of their own here, for their statuses move. */
export const edgeDeploymentStage: ResourceKind = {
  name: 'EdgeDeploymentStage',
  nameMember: 'StageName',
  arnMember: 'StageArn',
  statusMember: STATUS,
  arnType: 'edge-deployment',
  arnPath: (key) => key.replace('/', '/stage/'),
  key: (input) => `${text(input, 'EdgeDeploymentPlanName') ?? ''}/${text(input, 'StageName') ?? ''}`,
  exists: ({ document }) =>
    validationError(`The plan has a stage "${text(document, 'StageName') ?? ''}" already.`),
  notFound: (key) => resourceNotFound(`No edge deployment stage with name: ${key}.`),
  create(input) {
    requireSelection(input);
    return {
      DeploymentConfig: { FailureHandlingPolicy: 'ROLLBACK_ON_FAILURE' },
      ...input,
      [STATUS]: 'CREATING',
    };
  },
  start(record, { now }) {
    const allowed = ['READYTODEPLOY', 'STOPPED', 'FAILED'];
    requireStatus(record, STATUS, allowed, validationError, 'STARTING');
    return { [STATUS]: 'STARTING', EdgeDeploymentStageStartTime: epochSeconds(now) };
  },
  stop(record) {
    requireStatus(record, STATUS, ['STARTING', 'INPROGRESS'], validationError, 'STOPPING');
    return { [STATUS]: 'STOPPING' };
  },
  delete(record) {
    if (isActive(record)) throw resourceInUse(`The stage ${record.name} is under way; stop it first.`);
    return {};
  },
  settles: {
    CREATING: { to: 'READYTODEPLOY', afterMs: 1000 },
    STARTING: { to: 'INPROGRESS', afterMs: 1000 },
    STOPPING: { to: 'STOPPED', afterMs: 1000 },
  },
};
