import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { inParallel } from '../../../platform/inParallel.ts';
import { s3Uri, type S3Place } from '../../../platform/s3Uri.ts';
import { type ListedObject, pagesBelow } from '../listing.ts';
import type { S3Objects } from '../s3Objects.ts';
import { localPath } from './localName.ts';
import { saveStream } from './saveStream.ts';

export interface DownloadSteps {
  readonly signal: AbortSignal;
  /** Hears how many files and bytes have come so far. */
  readonly received: (files: number, bytes: number) => void;
}

/** Downloads one object. */
export async function downloadObject(
  objects: S3Objects,
  place: S3Place,
  path: string,
  signal: AbortSignal,
  received?: (bytes: number, size: number) => void,
): Promise<void> {
  const { body, facts } = await objects.open(place, { signal });
  let sum = 0;
  await saveStream(body, path, {
    name: s3Uri(place.bucket, place.key),
    size: facts.size,
    signal,
    received: (bytes) => received?.((sum += bytes), facts.size),
  });
}

/** Downloads all objects below a prefix into a folder, a few at a time. */
export async function downloadFolder(
  objects: S3Objects,
  place: S3Place,
  folder: string,
  { signal, received }: DownloadSteps,
): Promise<void> {
  let files = 0;
  let sum = 0;
  await mkdir(folder, { recursive: true });
  await inParallel(objectsBelow(objects, place, signal), 4, async ({ key, size }) => {
    signal.throwIfAborted();
    const rest = key.slice(place.key.length);
    // A folder's marker.
    if (size === 0 && (rest === '' || rest.endsWith('/'))) {
      if (rest !== '') await mkdir(localPath(folder, rest.slice(0, -1)), { recursive: true });
      return;
    }
    const path = localPath(folder, rest);
    await mkdir(dirname(path), { recursive: true });
    let before = 0;
    await downloadObject(objects, { bucket: place.bucket, key }, path, signal, (bytes) => {
      sum += bytes - before;
      before = bytes;
      received(files, sum);
    });
    files += 1;
    received(files, sum);
  });
}

async function* objectsBelow(
  objects: S3Objects,
  place: S3Place,
  signal: AbortSignal,
): AsyncGenerator<ListedObject> {
  for await (const page of pagesBelow(objects.clients, place, signal)) yield* page;
}
