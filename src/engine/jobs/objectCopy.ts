import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { type ObjectInfo, type ObjectStore } from '../store/objectStore.ts';

/** Every object below a prefix, in key order, read page by page. */
export function* objectsBelow(objects: ObjectStore, bucket: string, prefix: string): Generator<ObjectInfo> {
  for (let startAfter: string | undefined; ;) {
    const page = objects.list(bucket, { prefix, ...(startAfter !== undefined && { startAfter }) });
    yield* page.objects;
    if (page.next === undefined) return;
    startAfter = page.next;
  }
}

/** An object as a file; `gunzip` stores what it unpacks to. */
export async function copyToFile(
  objects: ObjectStore,
  object: { bucket: string; key: string },
  file: string,
  options: { signal: AbortSignal; gunzip?: boolean },
): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const source = objects.read(object.bucket, object.key);
  const target = createWriteStream(file);
  const { signal } = options;
  if (options.gunzip) await pipeline(source, createGunzip(), target, { signal });
  else await pipeline(source, target, { signal });
}

/** The name of an object's file below the folder that a prefix is copied to: the key from the prefix's last `/` on. */
export function nameBelowPrefix(key: string, prefix: string): string {
  const whole = prefix === '' || prefix.endsWith('/') || key.startsWith(`${prefix}/`);
  const name = key.slice(whole ? prefix.length : prefix.lastIndexOf('/') + 1);
  return name.replace(/^\/+/, '');
}
