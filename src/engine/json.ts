/** A JSON value in AWS's wire form: timestamps are epoch seconds, blobs are base64. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [member: string]: Json | undefined;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member when it is a string, else `undefined`. */
export function text(value: JsonObject | undefined, member: string): string | undefined {
  const found = value?.[member];
  return typeof found === 'string' ? found : undefined;
}

/** The member when it is a number, else `undefined`. */
export function number(value: JsonObject | undefined, member: string): number | undefined {
  const found = value?.[member];
  return typeof found === 'number' ? found : undefined;
}

/** The member when it is an object, else `undefined`. */
export function object(value: JsonObject | undefined, member: string): JsonObject | undefined {
  const found = value?.[member];
  return isJsonObject(found) ? found : undefined;
}

/** The member's objects when it is a list, else an empty list. */
export function objects(value: JsonObject | undefined, member: string): JsonObject[] {
  const found = value?.[member];
  return Array.isArray(found) ? found.filter(isJsonObject) : [];
}
