import { validationError } from '../../http/awsError.ts';
import { number, object, objects, text, type JsonObject } from '../../json.ts';
import { conflict, resourceNotFound } from '../errors.ts';
import { generatedId } from '../generatedId.ts';
import { type KindContext, type ResourceKind } from '../kind.ts';
import { type ResourceRecord } from '../record.ts';
import { named } from '../references.ts';

const SETTLE_MS = 1500;

/** What tells one kind of policy from the other. */
interface Policy {
  readonly name: string;
  /** Members that a version has. */
  readonly versioned: readonly string[];
  /** @throws AwsError `ConflictException` where another policy of the cluster is in the way */
  readonly check: (input: JsonObject, others: readonly ResourceRecord[]) => void;
  readonly defaults?: JsonObject;
  readonly sorts?: Readonly<Record<string, string>>;
}

function others(kind: string, cluster: string, context: KindContext): ResourceRecord[] {
  return [...context.all(kind)].filter(
    ({ name, document }) => name !== context.key && document['ClusterArn'] === cluster,
  );
}

/** A policy of a cluster, whose versions are kept: one of the two that say who computes when. */
function clusterPolicy(policy: Policy): ResourceKind {
  const { name, versioned, check } = policy;
  const [id, version] = [`${name}Id`, `${name}Version`];
  const pick = (document: JsonObject): JsonObject =>
    Object.fromEntries(versioned.map((member) => [member, document[member]]));
  const versionsOf = (document: JsonObject): JsonObject =>
    object(object(document, 'engine'), 'versions') ?? {};
  return {
    name,
    nameMember: 'Name',
    newKey: () => generatedId(12),
    key: (input) => text(input, id) ?? '',
    create(input, context) {
      const arn = text(input, 'ClusterArn') ?? '';
      if (!named(context, 'Cluster', arn)) throw validationError(`Could not find cluster "${arn}".`);
      check(input, others(name, arn, context));
      const document = { ...policy.defaults, ...input };
      const engine = { versions: { 1: pick(document) } };
      return { ...document, [id]: context.key, [version]: 1, Status: 'Creating', engine };
    },
    update({ document }, input, context) {
      const status = text(document, 'Status') ?? '';
      if (!/^(?:Created|Updated|UpdateFailed)$/.test(status)) {
        throw conflict(`The ${name} ${context.key} is in status ${status}; it cannot be changed now.`);
      }
      const current = number(document, version) ?? 1;
      if (number(input, 'TargetVersion') !== current) {
        throw conflict(`TargetVersion must be the current version of ${context.key}, which is ${current}.`);
      }
      const given = pick(input);
      const changed = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
      const next = { ...document, ...changed };
      check(next, others(name, text(document, 'ClusterArn') ?? '', context));
      const engine = { versions: { ...versionsOf(document), [current + 1]: pick(next) } };
      return { ...changed, [version]: current + 1, Status: 'Updating', engine };
    },
    settles: {
      Creating: { to: 'Created', afterMs: SETTLE_MS },
      Updating: { to: 'Updated', afterMs: SETTLE_MS },
    },
    delete: () => ({ Status: 'Deleting' }),
    deletingMs: 1000,
    sorts: { Name: 'Name', ...policy.sorts },
  };
}

/** What a version of a policy was. @throws AwsError `ResourceNotFound` for one that never was */
export function policyVersion(document: JsonObject, kind: string, wanted: number | undefined): JsonObject {
  if (wanted === undefined) return {};
  const versions = object(object(document, 'engine'), 'versions');
  const found = object(versions, String(wanted));
  if (!found) throw resourceNotFound(`There is no version ${wanted} of this ${kind}.`);
  return { ...found, [`${kind}Version`]: wanted };
}

/** How a cluster's tasks are put in order; a cluster has one. */
export const clusterSchedulerConfig = clusterPolicy({
  name: 'ClusterSchedulerConfig',
  versioned: ['SchedulerConfig', 'Description'],
  check(input, there) {
    const [other] = there;
    if (other) throw conflict(`The cluster has the scheduler configuration ${other.arn} already.`);
    const names = objects(object(input, 'SchedulerConfig'), 'PriorityClasses').map((one) =>
      text(one, 'Name'),
    );
    if (new Set(names).size < names.length)
      throw validationError('Names of priority classes must be unique.');
  },
});

/** What a team may compute on a cluster. */
export const computeQuota = clusterPolicy({
  name: 'ComputeQuota',
  versioned: ['ComputeQuotaConfig', 'ComputeQuotaTarget', 'ActivationState', 'Description'],
  defaults: { ActivationState: 'Enabled' },
  check(input, there) {
    const team = (document: JsonObject): string | undefined =>
      text(object(document, 'ComputeQuotaTarget'), 'TeamName');
    const named = there.find(({ document }) => document['Name'] === input['Name']);
    if (named) throw conflict(`The cluster has a compute quota "${text(input, 'Name') ?? ''}" already.`);
    const same = there.find(({ document }) => team(document) === team(input));
    if (same) throw conflict(`The team "${team(input) ?? ''}" has the compute quota ${same.arn} already.`);
  },
  sorts: { ClusterArn: 'ClusterArn' },
});
