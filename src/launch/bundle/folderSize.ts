import type { Dirent } from 'node:fs';
import { lstat, opendir } from 'node:fs/promises';
import { join } from 'node:path';

/** How many entries may still be looked at; counted down. */
export interface Budget {
  entries: number;
}

/** Files whose sizes are asked for at once. */
const atOnce = 64;

/**
 * Bytes of all files in a folder, or of one file; links count for nothing. `more` when the budget ended first, or when not
 * all could be read.
 */
export async function folderSize(
  path: string,
  budget: Budget,
  signal?: AbortSignal,
): Promise<{ bytes: number; more: boolean }> {
  const total = { bytes: 0, more: false };
  const add = async (file: string): Promise<void> => {
    try {
      const found = await lstat(file);
      if (found.isFile()) total.bytes += found.size;
      else if (found.isDirectory()) waiting.push(file);
    } catch {
      // It is not sent: that it cannot be read matters for the figure alone.
      total.more = true;
    }
  };
  const waiting: string[] = [];
  await add(path);
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    signal?.throwIfAborted();
    const entries = await read(at, budget);
    if (!entries) total.more = true;
    const files = (entries ?? []).filter((entry) => entry.isFile());
    for (const entry of entries ?? []) if (entry.isDirectory()) waiting.push(join(at, entry.name));
    for (let next = 0; next < files.length; next += atOnce) {
      const folder = at;
      await Promise.all(files.slice(next, next + atOnce).map(({ name }) => add(join(folder, name))));
    }
    if (budget.entries <= 0) return { ...total, more: true };
  }
  return total;
}

/** As many entries as the budget allows; undefined for a folder that cannot be read. */
async function read(folder: string, budget: Budget): Promise<Dirent[] | undefined> {
  const entries: Dirent[] = [];
  try {
    for await (const entry of await opendir(folder, { bufferSize: 256 })) {
      entries.push(entry);
      budget.entries -= 1;
      if (budget.entries <= 0) break;
    }
    return entries;
  } catch {
    return undefined;
  }
}
