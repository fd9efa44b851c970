import type { Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import type { S3Place } from '../../../platform/s3Uri.ts';
import { listPage, pagesBelow } from '../listing.ts';
import type { S3Objects } from '../s3Objects.ts';

/** A file on disk and the key that it will have. */
export interface PlannedUpload {
  readonly path: string;
  readonly key: string;
  /** In bytes. */
  readonly size: number;
}

/**
 * The files that an upload of these files and folders sends below a prefix, folders by their names. Links to files are
 * followed; links to folders, which may lead in circles, and to nowhere are left out.
 */
export async function planUpload(
  paths: readonly string[],
  prefix: string,
  signal: AbortSignal,
): Promise<PlannedUpload[]> {
  const planned: PlannedUpload[] = [];
  for (const path of paths) {
    signal.throwIfAborted();
    const found = await stat(path);
    const key = prefix + basename(path);
    if (!found.isDirectory()) planned.push({ path, key, size: found.size });
    else await planFolder(path, `${key}/`, planned, signal);
  }
  return planned;
}

async function planFolder(
  folder: string,
  prefix: string,
  planned: PlannedUpload[],
  signal: AbortSignal,
): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    signal.throwIfAborted();
    if (entry.isDirectory()) continue;
    const path = join(entry.parentPath, entry.name);
    const found = entry.isSymbolicLink() ? await statOrNothing(path) : await stat(path);
    if (found?.isFile() !== true) continue;
    planned.push({ path, key: prefix + relative(folder, path).split(sep).join('/'), size: found.size });
  }
}

/** What a link leads to, if anything. */
async function statOrNothing(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ELOOP') return undefined;
    throw error;
  }
}

/** Those of the keys that are objects already. */
export async function existingKeys(
  objects: S3Objects,
  { bucket, key: prefix }: S3Place,
  planned: readonly PlannedUpload[],
  signal: AbortSignal,
): Promise<string[]> {
  const wanted = new Set(planned.map(({ key }) => key));
  const found: string[] = [];
  // Files and folders right below the prefix are looked up each by its name: what else is there may be much.
  for (const name of new Set(planned.map(({ key }) => key.slice(prefix.length).split('/', 1)[0] ?? ''))) {
    if (wanted.has(prefix + name)) {
      const {
        objects: [first],
      } = await listPage(
        objects.clients,
        { bucket, key: prefix + name },
        { depth: 'level', pageSize: 1, signal },
      );
      if (first?.key === prefix + name) found.push(first.key);
      continue;
    }
    for await (const page of pagesBelow(objects.clients, { bucket, key: `${prefix}${name}/` }, signal)) {
      for (const { key } of page) if (wanted.has(key)) found.push(key);
    }
  }
  return found;
}
