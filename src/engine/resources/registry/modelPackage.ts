import { validationError } from '../../http/awsError.ts';
import { number, object, objects, text, type JsonObject } from '../../json.ts';
import { alreadyExists, doesNotExist } from '../errors.ts';
import { type KindContext, type ResourceKind } from '../kind.ts';
import { engineState, given, mergedMap, nameFromArn } from '../members.ts';
import { type ResourceRecord } from '../record.ts';
import { fromSource } from './packageSource.ts';
import { notValidated } from './validation.ts';

const MAX_ADDITIONAL = 15;
type Lookup = Pick<KindContext, 'find' | 'all'>;

/** The group that a request for a version names. @throws AwsError when it is not there */
function groupOf(input: JsonObject, { find }: Lookup): ResourceRecord | undefined {
  const given = text(input, 'ModelPackageGroupName');
  if (given === undefined) return undefined;
  const group = find('ModelPackageGroup', nameFromArn(given));
  if (!group) throw validationError(`Model Package Group ${given} does not exist.`);
  return group;
}

/** The packages of a group, oldest first. */
function* versions(group: ResourceRecord, { all }: Lookup): Generator<ResourceRecord> {
  for (const record of all('ModelPackage')) {
    if (text(record.document, 'ModelPackageGroupName') === group.name) yield record;
  }
}

/** A number is not given twice, not even after the newest version was deleted. */
function nextVersion(group: ResourceRecord, context: Lookup): number {
  let last = number(engineState(group.document), 'lastVersion') ?? 0;
  for (const { document } of versions(group, context)) {
    last = Math.max(last, number(document, 'ModelPackageVersion') ?? 0);
  }
  return last + 1;
}

function newKey(input: JsonObject, context: Lookup): string {
  const name = text(input, 'ModelPackageName');
  const group = groupOf(input, context);
  if ((group === undefined) === (name === undefined)) {
    throw validationError('Exactly one of ModelPackageName and ModelPackageGroupName must be given.');
  }
  if (!group) return name ?? '';
  const token = text(input, 'ClientToken');
  if (token !== undefined) {
    for (const record of versions(group, context)) {
      if (text(record.document, 'ClientToken') === token) return record.name;
    }
  }
  return `${group.name}/${nextVersion(group, context)}`;
}

function create(input: JsonObject, context: KindContext): JsonObject {
  const [name, version] = context.key.split('/');
  const source = fromSource(input, context);
  const document: JsonObject = { ...source, ...input, ModelPackageName: name };
  if (version === undefined) {
    if (input['ModelApprovalStatus'] !== undefined) {
      throw validationError('ModelApprovalStatus does not apply to unversioned model packages.');
    }
    if (!document['InferenceSpecification'] && !document['SourceAlgorithmSpecification']) {
      throw validationError('InferenceSpecification or SourceAlgorithmSpecification is needed.');
    }
    document['CertifyForMarketplace'] ??= false;
  } else {
    document['ModelPackageGroupName'] = name;
    document['ModelPackageVersion'] = Number(version);
    document['ModelApprovalStatus'] ??= 'PendingManualApproval';
  }
  const unvalidated = notValidated(input);
  return {
    SkipModelValidation: 'None',
    ...document,
    ModelPackageStatus: unvalidated || version === undefined ? 'Pending' : 'Completed',
    ModelPackageStatusDetails: { ValidationStatuses: unvalidated ?? [], ImageScanStatuses: [] },
  };
}

function update({ document }: ResourceRecord, input: JsonObject): JsonObject {
  if (document['ModelPackageVersion'] === undefined) {
    throw validationError('Only versioned model packages can be updated.');
  }
  const more = objects(input, 'AdditionalInferenceSpecificationsToAdd');
  const additional = [...objects(document, 'AdditionalInferenceSpecifications'), ...more];
  if (additional.length > MAX_ADDITIONAL) {
    throw validationError(
      `A model package has at most ${MAX_ADDITIONAL} additional inference specifications.`,
    );
  }
  const names = additional.map((specification) => text(specification, 'Name'));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw validationError(`There is already an additional inference specification "${twice}".`);
  }
  const card = object(input, 'ModelCard');
  return {
    ...given(input, 'ModelApprovalStatus', 'ApprovalDescription', 'ModelPackageRegistrationType'),
    ...given(input, 'InferenceSpecification', 'SourceUri', 'ModelLifeCycle'),
    ...(card ? { ModelCard: { ...object(document, 'ModelCard'), ...card } } : {}),
    ...(more.length > 0 ? { AdditionalInferenceSpecifications: additional } : {}),
    ...mergedMap(document, input, 'CustomerMetadataProperties'),
  };
}

/** Model packages: versions in a group, or on their own by name. */
export const modelPackage: ResourceKind = {
  name: 'ModelPackage',
  listOrder: 'Ascending',
  exists: alreadyExists('Model Package'),
  notFound: doesNotExist('ModelPackage'),
  newKey,
  create,
  update,
  settles: {
    Pending: {
      to: 'Completed',
      afterMs: 500,
      change: ({ document }) =>
        objects(object(document, 'ModelPackageStatusDetails'), 'ValidationStatuses').length > 0
          ? { ModelPackageStatus: 'Failed' }
          : {},
    },
  },
  delete: () => ({ ModelPackageStatus: 'Deleting' }),
  filters: { ModelPackageGroupName: '', ModelPackageType: '' },
  listed({ document }, input) {
    const group = text(input, 'ModelPackageGroupName');
    if (group !== undefined) return text(document, 'ModelPackageGroupName') === nameFromArn(group);
    const type = text(input, 'ModelPackageType') ?? 'Unversioned';
    return type === 'Both' || (type === 'Versioned') === (document['ModelPackageVersion'] !== undefined);
  },
};
