import { createHash } from 'node:crypto';
import { validationError } from '../../http/awsError.ts';
import { object, text, type JsonObject } from '../../json.ts';
import { type Behaviour } from '../behaviour.ts';
import { conflict } from '../errors.ts';
import { type KindContext, type ResourceKind } from '../kind.ts';
import { type ResourceRecord } from '../record.ts';
import { createdGroups, GROUP_MEMBERS, groupName, groupsOf, updatedGroups } from './instanceGroups.ts';

export const CLUSTER = 'Cluster';
const STATUS = 'ClusterStatus';
const SETTLE_MS = 3000;

/** A cluster's ARN has an identifier in place of its name. */
function identifier(name: string): string {
  const digest = createHash('sha256').update(name).digest('hex');
  return BigInt(`0x${digest}`).toString(36).slice(0, 12);
}

/** @throws AwsError `ConflictException` while the cluster is between two states */
export function requireSettled(record: ResourceRecord): void {
  const status = text(record.document, STATUS) ?? '';
  if (['InService', 'Failed'].includes(status)) return;
  throw conflict(`The cluster ${record.arn} is in status ${status}; it cannot be changed now.`);
}

export function isContinuous(record: ResourceRecord): boolean {
  return record.document['NodeProvisioningMode'] === 'Continuous';
}

/** Running nodes of each group. */
function counts(cluster: string, all: KindContext['all']): Map<string, number> {
  const found = new Map<string, number>();
  for (const { document } of all('ClusterNode')) {
    if (document['ClusterName'] !== cluster || document['NodeStatus'] !== 'Running') continue;
    const group = groupName(document);
    found.set(group, (found.get(group) ?? 0) + 1);
  }
  return found;
}

function described(record: ResourceRecord, { all }: KindContext): JsonObject {
  const running = counts(record.name, all);
  const status = record.document[STATUS];
  return Object.fromEntries(
    GROUP_MEMBERS.map((member) => [
      member,
      groupsOf({ [member]: record.document[member] }).map((group) => ({
        CurrentCount: running.get(groupName(group)) ?? 0,
        Status: status,
        ...group,
      })),
    ]),
  );
}

/** The training plans that a cluster's groups were reserved with. */
function planArns(document: JsonObject): string[] {
  return groupsOf(document).flatMap((group) => text(group, 'TrainingPlanArn') ?? []);
}

function autoScaling(input: JsonObject): JsonObject {
  const given = object(input, 'AutoScaling');
  return given ? { AutoScaling: { ...given, Status: 'InService' } } : {};
}

/** HyperPod clusters: records of machines that are not there; `behaviour` keeps the nodes that the groups count. */
export function cluster(behaviour: Behaviour): ResourceKind {
  return {
    name: CLUSTER,
    arnPath: identifier,
    listOrder: 'Ascending',
    create(input) {
      if (groupsOf(input).length === 0 && input['NodeProvisioningMode'] !== 'Continuous') {
        throw validationError('InstanceGroups or RestrictedInstanceGroups is needed.');
      }
      const orchestrator = object(input, 'Orchestrator');
      if (orchestrator?.['Eks'] !== undefined && input['VpcConfig'] === undefined) {
        throw validationError('VpcConfig is needed with the orchestrator Eks.');
      }
      return {
        NodeRecovery: 'Automatic',
        ...input,
        ...createdGroups(input),
        ...autoScaling(input),
        [STATUS]: 'Creating',
      };
    },
    update(record, input) {
      requireSettled(record);
      const { ClusterName: _name, InstanceGroupsToDelete: _deleted, ...members } = input;
      return {
        ...members,
        ...updatedGroups(record.document, input),
        ...autoScaling(input),
        [STATUS]: 'Updating',
      };
    },
    settles: {
      Creating: { to: 'InService', afterMs: SETTLE_MS },
      Updating: { to: 'InService', afterMs: SETTLE_MS },
      SystemUpdating: { to: 'InService', afterMs: SETTLE_MS },
    },
    delete(record) {
      if (record.document[STATUS] !== 'Deleting' && record.document[STATUS] !== 'Creating')
        requireSettled(record);
      return { [STATUS]: 'Deleting' };
    },
    deletingMs: 2000,
    describe: (record, context) => ({
      ...described(record, context),
      TrainingPlanArns: planArns(record.document),
    }),
    filters: { TrainingPlanArn: '' },
    listed: ({ document }, input) => {
      const plan = text(input, 'TrainingPlanArn');
      return plan === undefined || planArns(document).includes(plan);
    },
    behaviour,
  };
}
