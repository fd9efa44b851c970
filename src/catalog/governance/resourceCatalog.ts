import type { ResourceCatalog } from '@aws-sdk/client-sagemaker';
import type { ResourceKind } from '../kind.ts';
import { facts } from '../parts.ts';
import type { Resource } from '../resource.ts';
import { call, fullQuery, listInput } from '../sdk.ts';
import { moment } from '../text.ts';

/** Feature groups that accounts share with each other. SageMaker makes catalogs; they can only be listed. */
export const resourceCatalog: ResourceKind = {
  id: 'resourceCatalog',
  singular: 'resource catalog',
  plural: 'Resource catalogs',
  icon: 'book',
  group: 'Governance',
  query: fullQuery([], ['CreationTime']),
  async list(from, query) {
    const input = { ...listInput(query), SortBy: 'CreationTime' } as const;
    const answer = await call(from, 'ListResourceCatalogs', input, query.signal);
    return { items: (answer.ResourceCatalogs ?? []).map(catalogResource), nextToken: answer.NextToken };
  },
  async describe(from, { name, arn }, signal) {
    const answer = await call(from, 'ListResourceCatalogs', { NameContains: name, MaxResults: 100 }, signal);
    const found = answer.ResourceCatalogs?.find(({ ResourceCatalogArn: one }) => one === arn);
    if (!found) throw new Error(`There is no resource catalog "${name}".`);
    return {
      document: found,
      resource: catalogResource(found),
      facts: facts(['Description', found.Description], ['Created', moment(found.CreationTime)]),
      children: [],
    };
  },
  status: () => undefined,
  actions: () => ['describe'],
};

function catalogResource(answer: ResourceCatalog): Resource {
  return {
    kind: 'resourceCatalog',
    name: answer.ResourceCatalogName ?? '',
    arn: answer.ResourceCatalogArn ?? '',
    createdAt: answer.CreationTime,
  };
}
