import { number, text, type JsonObject } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { type Family, type FamilyParts } from '../catalogue.ts';
import { epochSeconds } from '../record.ts';
import { pageOfValues } from '../valuePages.ts';

const NAME = 'DefaultFeatureGroupCatalog';

function matches(catalog: JsonObject, input: JsonObject): boolean {
  const part = text(input, 'NameContains')?.toLowerCase();
  const created = number(catalog, 'CreationTime') ?? 0;
  return (
    (part === undefined || NAME.toLowerCase().includes(part)) &&
    created > (number(input, 'CreationTimeAfter') ?? -Infinity) &&
    created < (number(input, 'CreationTimeBefore') ?? Infinity)
  );
}

/**
 * ListResourceCatalogs. An account has one catalog a region, of its feature groups; it is there from the first of them
 * that is left.
 */
function listResourceCatalogs({ store }: FamilyParts): JsonHandler {
  return (input, { scope: { region }, accountId }) => {
    const [first] = store.all('FeatureGroup', region);
    const catalogs: JsonObject[] = first
      ? [
          {
            ResourceCatalogArn: `arn:aws:sagemaker:${region}:${accountId}:sagemaker-catalog/${NAME}`,
            ResourceCatalogName: NAME,
            Description: 'The feature groups of this account.',
            CreationTime: epochSeconds(first.createdAt),
          },
        ]
      : [];
    const found = catalogs.filter((catalog) => matches(catalog, input));
    const { values, next } = pageOfValues(
      found.map((catalog) => [NAME, catalog] as const),
      input,
    );
    return { ResourceCatalogs: values, ...next };
  };
}

export const catalogsFamily: Family = {
  name: 'Resource catalogs',
  kinds: [],
  operations: (parts) => ({ ListResourceCatalogs: listResourceCatalogs(parts) }),
};
