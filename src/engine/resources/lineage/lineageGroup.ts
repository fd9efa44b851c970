import { text } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { type FamilyParts } from '../catalogue.ts';
import { resourceNotFound } from '../errors.ts';
import { type ResourceKind } from '../kind.ts';
import { listHandler } from '../listing.ts';
import { type ResourceRecord } from '../record.ts';

const DEFAULT_NAME = 'sagemaker-default-lineage-group';

/** Lineage groups: AWS makes one an account and region, and nobody can make another. */
export const lineageGroup: ResourceKind = {
  name: 'LineageGroup',
  nameMember: 'LineageGroupName',
  listOrder: 'Ascending',
  notFound: (key) => resourceNotFound(`Lineage group ${key} does not exist.`),
};

/** The ARN of the group that all entities next to this one are in. */
export function lineageGroupArn({ region, arn }: Pick<ResourceRecord, 'region' | 'arn'>): string {
  return `arn:aws:sagemaker:${region}:${arn.split(':')[4] ?? ''}:lineage-group/${DEFAULT_NAME}`;
}

/** DescribeLineageGroup, ListLineageGroups and GetLineageGroupPolicy. */
export function lineageGroupOperations(parts: FamilyParts): Record<string, JsonHandler> {
  const { store, of } = parts;
  const groups = of('LineageGroup');
  const list = listHandler(groups, parts);
  if (!list) throw new Error('There is no ListLineageGroups.');
  const first =
    (then: JsonHandler): JsonHandler =>
    (input, request) => {
      const key = { kind: 'LineageGroup', region: request.scope.region, name: DEFAULT_NAME };
      const arn = groups.arnOf(DEFAULT_NAME, {}, request);
      if (!store.get(key)) {
        store.insert(
          { ...key, arn },
          { LineageGroupName: DEFAULT_NAME, DisplayName: DEFAULT_NAME, LineageGroupArn: arn },
        );
      }
      return then(input, request);
    };
  return {
    DescribeLineageGroup: first((input, request) => groups.describe(groups.find(input, request), request)),
    ListLineageGroups: first(list),
    GetLineageGroupPolicy: first((input, request) => {
      const group = groups.find(input, request);
      throw resourceNotFound(
        `${text(group.document, 'LineageGroupName') ?? ''} has no resource policy: it is not shared with other accounts.`,
      );
    }),
  };
}
