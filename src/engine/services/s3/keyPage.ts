import { type FileObjectStore } from '../../store/fileObjectStore.ts';
import { afterPrefix } from '../../store/keyOrder.ts';
import { type ObjectInfo } from '../../store/objectStore.ts';

export interface KeyQuery {
  readonly prefix: string;
  /** Keys that share what lies between the prefix and this are rolled up into one; `''` for none. */
  readonly delimiter: string;
  /** Keys and common prefixes come after this. */
  readonly after: string;
  readonly limit: number;
}

export interface KeyPage {
  readonly objects: readonly ObjectInfo[];
  readonly prefixes: readonly string[];
  /** The last key or common prefix of the page when there is more: the `after` of the next. */
  readonly next?: string;
}

const MOST_ROWS = 1000;
const FEW_ROWS = 16;

/** `photos/2024/` for `photos/2024/a.jpg` when listing `photos/` by `/`; `undefined` when the key stands for itself. */
export function commonPrefix(key: string, prefix: string, delimiter: string): string | undefined {
  if (delimiter === '') return undefined;
  const end = key.indexOf(delimiter, prefix.length);
  return end < 0 ? undefined : key.slice(0, end + delimiter.length);
}

/** A page of a bucket's keys as ListObjects has it. @throws AwsError `NoSuchBucket` */
export function listKeys(store: FileObjectStore, bucket: string, query: KeyQuery): KeyPage {
  const { prefix, delimiter, after, limit } = query;
  const objects: ObjectInfo[] = [];
  const prefixes: string[] = [];
  let last = '';
  const isFull = (): boolean => objects.length + prefixes.length >= limit;
  // A page that ended with a common prefix goes on behind all keys of it.
  const skipped = commonPrefix(after, prefix, delimiter) === after ? afterPrefix(after) : undefined;
  let position: { startAfter: string } | { from: string } =
    skipped === undefined ? { startAfter: after } : { from: skipped };
  // Few rows at a time behind a common prefix: the next one may be near, and what it stands for is skipped by the index.
  for (let rows = Math.min(limit + 1, MOST_ROWS); ;) {
    const page = store.list(bucket, { prefix, ...position, limit: rows });
    let jump: string | undefined;
    for (const object of page.objects) {
      if (isFull()) return limit === 0 ? { objects, prefixes } : { objects, prefixes, next: last };
      const common = commonPrefix(object.key, prefix, delimiter);
      last = common ?? object.key;
      if (common === undefined) {
        objects.push(object);
        continue;
      }
      prefixes.push(common);
      jump = afterPrefix(common);
      if (jump === undefined) return { objects, prefixes };
      break;
    }
    if (jump !== undefined) position = { from: jump };
    else if (page.next === undefined) return { objects, prefixes };
    else position = { startAfter: page.next };
    rows = jump === undefined ? Math.min(rows * 4, MOST_ROWS) : FEW_ROWS;
  }
}
