import { type JsonHandler } from '../protocols/awsJson.ts';
import { type FamilyParts } from './catalogue.ts';
import { wireTags } from './tags.ts';

/** Describe of kinds whose answer has the resource's tags among its members. */
export function withTags({ of, store }: FamilyParts, kinds: readonly string[]): Record<string, JsonHandler> {
  const handler =
    (kind: string): JsonHandler =>
    (input, request) => {
      const operations = of(kind);
      const found = operations.find(input, request);
      return { ...operations.describe(found, request), Tags: wireTags(store.tags.of(found.arn)) };
    };
  return Object.fromEntries(kinds.map((kind) => [`Describe${kind}`, handler(kind)]));
}
