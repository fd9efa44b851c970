import type { FieldPath } from '../../messages/launchProblem.ts';
import { isFields } from './json.ts';

/** Members that an object has by itself; a request has none of these names. */
const barred = new Set(['__proto__', 'constructor', 'prototype']);

/** What stands at a path; undefined where nothing does. */
export function valueAt(root: unknown, path: FieldPath): unknown {
  let at = root;
  for (const step of path) {
    if (Array.isArray(at) && typeof step === 'number') at = at[step];
    else if (isFields(at) && Object.hasOwn(at, step)) at = at[String(step)];
    else return undefined;
  }
  return at;
}

/**
 * A copy with another value at a path: objects and lists on the way are made, an index past a list's end adds to it.
 * @param value undefined takes the member or item out, and with it what is then empty on the way, but for items of lists.
 */
export function withValueAt(root: unknown, path: FieldPath, value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (barred.has(String(step))) return root;
  return typeof step === 'number' ? inList(root, step, rest, value) : inObject(root, step, rest, value);
}

function inObject(root: unknown, name: string, rest: FieldPath, value: unknown): unknown {
  const object = isFields(root) ? root : {};
  const member = withValueAt(Object.hasOwn(object, name) ? object[name] : undefined, rest, value);
  if (member !== undefined) return { ...object, [name]: member };
  const others = Object.entries(object).filter(([other]) => other !== name);
  return others.length === 0 ? undefined : Object.fromEntries(others);
}

function inList(root: unknown, index: number, rest: FieldPath, value: unknown): unknown {
  const list: readonly unknown[] = Array.isArray(root) ? root : [];
  const at = Number.isInteger(index) && index >= 0 ? Math.min(index, list.length) : list.length;
  // An item that has lost its last member stays: only who removes the item itself means that.
  const item = rest.length === 0 ? value : (withValueAt(list[at], rest, value) ?? emptied(list[at]));
  const items =
    item === undefined
      ? list.filter((_, i) => i !== at)
      : [...list.slice(0, at), item, ...list.slice(at + 1)];
  return items.length === 0 ? undefined : items;
}

function emptied(item: unknown): unknown {
  return Array.isArray(item) ? [] : isFields(item) ? {} : undefined;
}
