import { lstat, opendir } from 'node:fs/promises';
import { join } from 'node:path';

/** How many entries may still be looked at; counted down. */
export interface Budget {
  entries: number;
}

/**
 * Bytes of all files in a folder, or of one file; links count for nothing. `more` when the budget or the person's patience
 * ended first, or when not all could be read.
 */
export async function folderSize(
  path: string,
  budget: Budget,
  signal?: AbortSignal,
): Promise<{ bytes: number; more: boolean }> {
  let bytes = 0;
  let more = false;
  const waiting = [path];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    signal?.throwIfAborted();
    if (budget.entries <= 0) return { bytes, more: true };
    budget.entries -= 1;
    try {
      const found = await lstat(at);
      if (found.isFile()) bytes += found.size;
      if (!found.isDirectory()) continue;
      for await (const entry of await opendir(at, { bufferSize: 256 })) {
        if (waiting.length >= budget.entries) {
          more = true;
          break;
        }
        waiting.push(join(at, entry.name));
      }
    } catch {
      // It is not sent: that some of it cannot be read matters for the figure alone.
      more = true;
    }
  }
  return { bytes, more };
}
