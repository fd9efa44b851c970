import { AwsError, validationError } from '../http/awsError.ts';
import { object, objects, text } from '../json.ts';
import { type ResourceKind } from './kind.ts';

/** Feature groups: definitions of features and of the stores that keep their records. */
export const featureGroup: ResourceKind = {
  name: 'FeatureGroup',
  notFound: (name) =>
    new AwsError(
      'ResourceNotFound',
      `Resource Not Found: Amazon SageMaker can't find a FeatureGroup with name ${name}`,
    ),
  create(input) {
    const definitions = objects(input, 'FeatureDefinitions');
    const names = definitions.map((definition) => text(definition, 'FeatureName'));
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined)
      throw validationError(`Feature names must be unique; "${twice}" is there twice.`);
    for (const member of ['RecordIdentifierFeatureName', 'EventTimeFeatureName']) {
      const name = text(input, member);
      if (!names.includes(name)) {
        throw validationError(`${member} "${name ?? ''}" is not one of the feature definitions.`);
      }
    }
    const eventTime = definitions.find((d) => d['FeatureName'] === input['EventTimeFeatureName']);
    if (!['String', 'Fractional'].includes(text(eventTime, 'FeatureType') ?? '')) {
      throw validationError('The event time feature must be of type String or Fractional.');
    }
    if (!input['OnlineStoreConfig'] && !input['OfflineStoreConfig']) {
      throw validationError('At least one of OnlineStoreConfig and OfflineStoreConfig is needed.');
    }
    return {
      ...input,
      FeatureGroupStatus: 'Creating',
      ...(input['OfflineStoreConfig'] ? { OfflineStoreStatus: { Status: 'Active' } } : {}),
      OnlineStoreTotalSizeBytes: 0,
    };
  },
  update(record, input) {
    if (record.document['FeatureGroupStatus'] !== 'Created') {
      throw validationError('The feature group cannot be updated before it is Created.');
    }
    const known = objects(record.document, 'FeatureDefinitions');
    const added = objects(input, 'FeatureAdditions');
    const names = new Set(known.map((definition) => definition['FeatureName']));
    const clash = added.find((definition) => names.has(definition['FeatureName']));
    if (clash) throw validationError(`The feature "${text(clash, 'FeatureName') ?? ''}" exists already.`);
    const online = object(input, 'OnlineStoreConfig');
    return {
      FeatureDefinitions: [...known, ...added],
      ...(online
        ? { OnlineStoreConfig: { ...object(record.document, 'OnlineStoreConfig'), ...online } }
        : {}),
      ...(input['ThroughputConfig'] ? { ThroughputConfig: input['ThroughputConfig'] } : {}),
      LastUpdateStatus: { Status: 'Successful' },
    };
  },
  delete: () => ({ FeatureGroupStatus: 'Deleting' }),
  deletingMs: 500,
  // Long enough to be seen, as on AWS.
  settles: { Creating: { to: 'Created', afterMs: 500 } },
  filters: { OfflineStoreStatusEquals: '$.OfflineStoreStatus.Status' },
};
