import { isJsonObject, type JsonObject } from '../json.ts';

/** A structure after an update that gives parts of it: structures are merged member by member, everything else is replaced. */
export function merged(base: JsonObject | undefined, change: JsonObject): JsonObject {
  const result: JsonObject = { ...base };
  for (const [member, value] of Object.entries(change)) {
    const before = result[member];
    result[member] = isJsonObject(value) && isJsonObject(before) ? merged(before, value) : value;
  }
  return result;
}

/** The member of an update merged into what a document has, nothing when the update does not give it. */
export function mergedMember(
  document: JsonObject,
  input: JsonObject,
  member: string,
  given: string = member,
): JsonObject {
  const change = input[given];
  if (!isJsonObject(change)) return {};
  const before = document[member];
  return { [member]: merged(isJsonObject(before) ? before : undefined, change) };
}
