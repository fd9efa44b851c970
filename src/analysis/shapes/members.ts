import type { NormalizedSchema } from '@smithy/core/schema';

/** The members of a structure with their schemas, by the names on the wire. */
const structures = new WeakMap<object, ReadonlyMap<string, NormalizedSchema>>();

export function membersOf(schema: NormalizedSchema): ReadonlyMap<string, NormalizedSchema> {
  const key = schema.getSchema();
  const found = typeof key === 'object' ? structures.get(key) : undefined;
  if (found) return found;
  const members = new Map(schema.structIterator());
  if (typeof key === 'object') structures.set(key, members);
  return members;
}

/** A structure's required members: the first of them, as the last number of its static schema says. */
export function requiredOf(schema: NormalizedSchema): readonly string[] {
  const structure = schema.getSchema();
  if (!Array.isArray(structure)) return [];
  const count: unknown = structure[6];
  return typeof count === 'number' ? [...membersOf(schema).keys()].slice(0, count) : [];
}
