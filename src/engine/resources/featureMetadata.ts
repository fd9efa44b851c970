import { object, objects, text, type JsonObject } from '../json.ts';
import { type JsonHandler } from '../protocols/awsJson.ts';
import { type FamilyParts } from './catalogue.ts';
import { resourceNotFound } from './errors.ts';
import { engineState, given, strings } from './members.ts';
import { epochSeconds, type ResourceRecord } from './record.ts';

/** What is said about a feature: its group keeps it, and it goes with the group. */
function noted(group: ResourceRecord, feature: string): JsonObject | undefined {
  return object(object(engineState(group.document), 'features'), feature);
}

/** A feature as DescribeFeatureMetadata answers it, `undefined` when the group has none of that name. */
export function featureMetadata(group: ResourceRecord, feature: string): JsonObject | undefined {
  const definition = objects(group.document, 'FeatureDefinitions').find(
    (one) => text(one, 'FeatureName') === feature,
  );
  if (!definition) return undefined;
  const created = epochSeconds(group.createdAt);
  return {
    CreationTime: created,
    LastModifiedTime: created,
    ...noted(group, feature),
    FeatureGroupArn: group.arn,
    FeatureGroupName: group.name,
    FeatureName: feature,
    FeatureType: definition['FeatureType'],
  };
}

/** DescribeFeatureMetadata and UpdateFeatureMetadata. */
export function featureMetadataOperations({ of }: FamilyParts): Record<string, JsonHandler> {
  const groups = of('FeatureGroup');
  const find = (group: ResourceRecord, input: JsonObject): JsonObject => {
    const name = text(input, 'FeatureName') ?? '';
    const found = featureMetadata(group, name);
    if (found) return found;
    throw resourceNotFound(`Resource Not Found: ${group.arn} has no feature with name ${name}`);
  };
  return {
    DescribeFeatureMetadata: (input, request) => find(groups.find(input, request), input),
    UpdateFeatureMetadata(input, request) {
      const group = groups.find(input, request);
      const before = find(group, input);
      const parameters = new Map(
        [...objects(before, 'Parameters'), ...objects(input, 'ParameterAdditions')].map((one) => [
          text(one, 'Key') ?? '',
          one,
        ]),
      );
      for (const key of strings(input, 'ParameterRemovals')) parameters.delete(key);
      const { now } = groups.contextOf(group.name, input, request);
      const state = engineState(group.document);
      const feature = {
        ...given(before, 'Description'),
        ...given(input, 'Description'),
        Parameters: [...parameters.values()],
        LastModifiedTime: epochSeconds(now),
      };
      const features = { ...object(state, 'features'), [text(input, 'FeatureName') ?? '']: feature };
      groups.change(group, { engine: { ...state, features } });
      return {};
    },
  };
}
