import { validationError } from '../http/awsError.ts';
import { objects, text, type JsonObject } from '../json.ts';
import { type JsonHandler } from '../protocols/awsJson.ts';
import { type ResourceStore } from './resourceStore.ts';

const MAX_TAGS = 50;

/** A request's `Tags` as pairs. @throws AwsError for a key given twice or one that AWS keeps for itself. */
export function readTags(input: JsonObject): [key: string, value: string][] {
  const tags = objects(input, 'Tags').map((tag): [string, string] => [
    text(tag, 'Key') ?? '',
    text(tag, 'Value') ?? '',
  ]);
  const keys = new Set<string>();
  for (const [key] of tags) {
    if (keys.has(key)) throw validationError(`Duplicate tag key: ${key}`);
    if (key.toLowerCase().startsWith('aws:')) {
      throw validationError(`Tag keys that start with "aws:" are reserved: ${key}`);
    }
    keys.add(key);
  }
  return tags;
}

export function wireTags(tags: readonly (readonly [string, string])[]): JsonObject[] {
  return tags.map(([Key, Value]) => ({ Key, Value }));
}

/** AddTags, ListTags and DeleteTags, for whatever has an ARN here. */
export function tagOperations(store: ResourceStore): Record<string, JsonHandler> {
  const arnOf = (input: JsonObject): string => {
    const arn = text(input, 'ResourceArn') ?? '';
    if (!store.byArn(arn)) throw validationError(`Could not find a resource with the ARN "${arn}".`);
    return arn;
  };
  return {
    AddTags: (input) => {
      const arn = arnOf(input);
      const tags = readTags(input);
      const all = new Map([...store.tags.of(arn), ...tags]);
      if (all.size > MAX_TAGS) throw validationError(`A resource has at most ${MAX_TAGS} tags.`);
      store.tags.add(arn, tags);
      return { Tags: wireTags(store.tags.of(arn)) };
    },
    ListTags: (input) => ({ Tags: wireTags(store.tags.of(arnOf(input))) }),
    DeleteTags: (input) => {
      const keys = Array.isArray(input['TagKeys']) ? input['TagKeys'] : [];
      store.tags.remove(
        arnOf(input),
        keys.filter((key) => typeof key === 'string'),
      );
      return {};
    },
  };
}
