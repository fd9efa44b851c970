import { isJsonObject, type Json, type JsonObject, object } from '../json.ts';

/** The strings of a list member, empty when it is not there. */
export function strings(value: JsonObject | undefined, member: string): string[] {
  const found = value?.[member];
  return Array.isArray(found) ? found.filter((item) => typeof item === 'string') : [];
}

/** The name in an ARN that stands where a name may; a name is itself. `arn:…:hub/mine` → `mine`. */
export function nameFromArn(nameOrArn: string): string {
  return nameOrArn.startsWith('arn:') ? nameOrArn.slice(nameOrArn.indexOf('/') + 1) : nameOrArn;
}

/** What only the engine needs of a document: no answer's schema has this member. */
export function engineState(document: JsonObject): JsonObject {
  return object(document, 'engine') ?? {};
}

/** A map member after an update that sets some keys and removes others, as AWS merges properties. */
export function mergedMap(
  document: JsonObject,
  input: JsonObject,
  member: string,
  removed = `${member}ToRemove`,
): JsonObject {
  if (input[member] === undefined && input[removed] === undefined) return {};
  const merged: JsonObject = { ...object(document, member), ...object(input, member) };
  for (const key of strings(input, removed)) merged[key] = undefined;
  return { [member]: merged };
}

/** The members of an update that are given, of those named. */
export function given(input: JsonObject, ...members: readonly string[]): JsonObject {
  return Object.fromEntries(
    members.filter((member) => input[member] !== undefined).map((member) => [member, input[member]]),
  );
}

/** JSON in a string member, `undefined` when it is no JSON object. */
export function parsedObject(content: string): JsonObject | undefined {
  try {
    const parsed = JSON.parse(content) as Json;
    return isJsonObject(parsed) ? parsed : undefined;
  } catch {
    // Callers refuse it with their own words.
    return undefined;
  }
}
