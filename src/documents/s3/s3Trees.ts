import { inParallel } from '../../platform/inParallel.ts';
import type { S3Place } from '../../platform/s3Uri.ts';
import { copyObject } from './copyObject.ts';
import { pagesBelow } from './listing.ts';
import type { S3Objects } from './s3Objects.ts';

/** Copies everything below a prefix to below another one, its marker included. @returns the keys that were copied. */
export async function copyBelow(
  objects: S3Objects,
  from: S3Place,
  to: S3Place,
  signal?: AbortSignal,
): Promise<string[]> {
  // A folder may be copied into itself: what the copy makes is not copied again.
  const within = from.bucket === to.bucket && to.key.startsWith(from.key);
  const keys = keysBelow(objects, from, signal, within ? to.key : undefined);
  const copied: string[] = [];
  await inParallel(keys, 8, async (key) => {
    signal?.throwIfAborted();
    const target = { bucket: to.bucket, key: to.key + key.slice(from.key.length) };
    await copyObject(objects, { bucket: from.bucket, key }, target, signal);
    copied.push(key);
  });
  return copied;
}

async function* keysBelow(
  objects: S3Objects,
  from: S3Place,
  signal: AbortSignal | undefined,
  except: string | undefined,
): AsyncGenerator<string> {
  for await (const page of pagesBelow(objects.clients, from, signal)) {
    for (const { key } of page) if (except === undefined || !key.startsWith(except)) yield key;
  }
}
