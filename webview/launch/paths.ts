import type { FieldPath } from '../../src/messages/launchProblem.ts';

/** What stands at a path of a request; undefined where the way there does not exist. */
export function valueAt(root: unknown, path: FieldPath): unknown {
  let value = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[step];
  }
  return value;
}

/** A list at a path; empty where there is none. */
export function listAt(root: unknown, path: FieldPath): readonly unknown[] {
  const value = valueAt(root, path);
  return Array.isArray(value) ? value : [];
}

/** A map at a path; empty where there is none. */
export function mapAt(root: unknown, path: FieldPath): Readonly<Record<string, unknown>> {
  const value = valueAt(root, path);
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

/** Text of a value as a field shows it. */
export function asText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : JSON.stringify(value);
}

/** Names a field of the page: where its problems stand, what was typed into it, where the focus goes. */
export function keyOf(field: string, path: FieldPath): string {
  return [field, ...path].join('/');
}

/** How many steps the field of a key shares with a problem's: all of the key's, or none. */
export function sharedSteps(key: string, problem: string): number {
  return key === problem || problem.startsWith(`${key}/`) ? key.split('/').length : 0;
}

/** What was typed for a number, as the request has it: undefined when empty, the text itself when it is no number. */
export function asNumber(text: string): number | string | undefined {
  const plain = text.trim();
  if (plain === '') return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value : text;
}

/** What was typed for a text: undefined when empty. */
export function asMember(text: string): string | undefined {
  return text === '' ? undefined : text;
}

/** What was typed as JSON; the text itself when it is none, for the check to name. */
export function asJson(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
