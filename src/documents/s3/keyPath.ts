/**
 * S3 keys as paths, and back. A key may hold what a path cannot: empty segments (`a//b`, `a/`), `.` and `..`, which VS Code
 * resolves away. Such segments stand between ⟨ and ⟩; so do those that look as if they did.
 */

/** Says of the last segment that the object is meant where a folder has the same name. */
const objectMark = '⟨object⟩';

/** One part of a key as a name in a folder. */
export function encodeSegment(segment: string): string {
  return isSpecial(segment) ? `⟨${segment}⟩` : segment;
}

/** A name in a folder as the part of a key that it stands for. */
export function decodeSegment(name: string): string {
  const plain = /^⟨(.*)⟩$/s.exec(name);
  return plain?.[1] ?? name;
}

/** `/a/b` for the key `a/b`, `/` for none. */
export function pathOfKey(key: string): string {
  return key === '' ? '/' : `/${key.split('/').map(encodeSegment).join('/')}`;
}

/** The same for an object beside a folder of its name. */
export function pathOfHiddenObject(key: string): string {
  return pathOfKey(key) + objectMark;
}

/** The path of the folder of all keys that begin with a prefix, which ends in `/` or is empty. */
export function pathOfPrefix(prefix: string): string {
  return prefix === '' ? '/' : pathOfKey(prefix.slice(0, -1));
}

/** What a path names. */
export interface KeyOfPath {
  readonly key: string;
  /** The object, even where a folder has the same name. */
  readonly objectOnly: boolean;
}

export function keyOfPath(path: string): KeyOfPath {
  const objectOnly = path.endsWith(objectMark);
  const plain = objectOnly ? path.slice(0, -objectMark.length) : path;
  // A slash at the end is VS Code's way of saying "folder"; the key's own would be an encoded segment.
  const names = plain.replace(/^\//, '').replace(/\/$/, '');
  return { key: names === '' ? '' : names.split('/').map(decodeSegment).join('/'), objectOnly };
}

/** The names of a folder's objects and folders; an object that a folder hides is marked. */
export function objectName(key: string, prefix: string, hidden: boolean): string {
  return encodeSegment(key.slice(prefix.length)) + (hidden ? objectMark : '');
}

function isSpecial(segment: string): boolean {
  return ['', '.', '..'].includes(segment) || /^⟨.*⟩$/s.test(segment) || segment.endsWith(objectMark);
}
