import { AwsError, validationError } from '../../http/awsError.ts';
import { number, object, objects, text, type JsonObject } from '../../json.ts';

import { conflict } from '../errors.ts';
import { strings } from '../members.ts';

const MOST_INSTANCES = 100;

/** The two members that a cluster has its instance groups in. */
export const GROUP_MEMBERS = ['InstanceGroups', 'RestrictedInstanceGroups'] as const;

/** All instance groups of a cluster. */
export function groupsOf(document: JsonObject): JsonObject[] {
  return GROUP_MEMBERS.flatMap((member) => objects(document, member));
}

export function groupName(group: JsonObject): string {
  return text(group, 'InstanceGroupName') ?? '';
}

/** The instance type that a group's nodes have. */
export function typeOf(group: JsonObject): string {
  const types = object(group, 'InstanceRequirements')?.['InstanceTypes'];
  const [first] = Array.isArray(types) ? types : [];
  return text(group, 'InstanceType') ?? (typeof first === 'string' ? first : '');
}

/** A group of a request as a cluster keeps it: the count that is wanted in place of the one given. */
function kept(group: JsonObject): JsonObject {
  const { InstanceCount: count, MinInstanceCount: least, InstanceRequirements: types, ...rest } = group;
  return {
    ThreadsPerCore: 1,
    ...rest,
    TargetCount: count,
    ...(least === undefined ? {} : { MinCount: least }),
    ...(types === undefined ? {} : { InstanceRequirements: types }),
  };
}

/** @throws AwsError `ResourceLimitExceeded` for more nodes than a cluster may have */
export function requireWithinLimit(groups: readonly JsonObject[]): void {
  const total = groups.reduce((sum, group) => sum + (number(group, 'TargetCount') ?? 0), 0);
  if (total <= MOST_INSTANCES) return;
  throw new AwsError(
    'ResourceLimitExceeded',
    `The account-level service limit 'Maximum number of instances allowed per SageMaker HyperPod cluster' is ${MOST_INSTANCES} Instances, with ${total} Instances requested.`,
  );
}

/** @throws AwsError where groups do not fit to each other */
function check(groups: readonly JsonObject[]): void {
  const names = groups.map(groupName);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw validationError(`Instance group names must be unique; "${twice}" is there twice.`);
  for (const group of groups) {
    const name = groupName(group);
    if (typeOf(group) === '') {
      throw validationError(`The instance group "${name}" needs InstanceType or InstanceRequirements.`);
    }
    if ((number(group, 'MinCount') ?? 0) > (number(group, 'TargetCount') ?? 0)) {
      throw validationError(
        `MinInstanceCount of the instance group "${name}" is greater than its InstanceCount.`,
      );
    }
  }
  requireWithinLimit(groups);
}

/** The groups that a new cluster has. @throws AwsError when they are refused */
export function createdGroups(input: JsonObject): JsonObject {
  const groups = Object.fromEntries(
    GROUP_MEMBERS.map((member) => [member, objects(input, member).map(kept)]),
  );
  check(groupsOf(groups));
  return groups;
}

/**
 * The groups after an update: those given change the ones of their names or are added, those named go.
 * @throws AwsError for a change that a group cannot have, or a group to delete that is not there
 */
export function updatedGroups(document: JsonObject, input: JsonObject): JsonObject {
  const removed = strings(input, 'InstanceGroupsToDelete');
  const unknown = removed.find((name) => !groupsOf(document).some((group) => groupName(group) === name));
  if (unknown !== undefined) throw validationError(`There is no instance group "${unknown}" to delete.`);
  const groups = Object.fromEntries(
    GROUP_MEMBERS.map((member) => {
      const given = objects(input, member).map(kept);
      const there = objects(document, member).filter((group) => !removed.includes(groupName(group)));
      const changed = there.map((group) => changedGroup(group, given));
      const added = given.filter((group) => !there.some((one) => groupName(one) === groupName(group)));
      return [member, [...changed, ...added]];
    }),
  );
  check(groupsOf(groups));
  return groups;
}

function changedGroup(group: JsonObject, given: readonly JsonObject[]): JsonObject {
  const change = given.find((one) => groupName(one) === groupName(group));
  if (!change) return group;
  if (typeOf(change) !== typeOf(group)) {
    throw conflict(`The instance type of the instance group "${groupName(group)}" cannot be changed.`);
  }
  return { ...group, ...change };
}

/** The groups with one group's count changed. */
export function withCount(document: JsonObject, name: string, by: number): JsonObject {
  return Object.fromEntries(
    GROUP_MEMBERS.map((member) => [
      member,
      objects(document, member).map((group) =>
        groupName(group) === name
          ? { ...group, TargetCount: (number(group, 'TargetCount') ?? 0) + by }
          : group,
      ),
    ]),
  );
}
