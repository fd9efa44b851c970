import { join } from 'node:path';
import { FolderHashes } from '../bundle/folderHashes.ts';
import type { HashMemory } from '../bundle/fileHashes.ts';
import { Claims } from './claims.ts';
import { PendingUploads } from './pendingUploads.ts';

/** What launches leave for later ones: hashes of files, unfinished uploads, and who needs what. One a window. */
export class LaunchStore {
  readonly pending: PendingUploads;
  readonly claims = new Claims();
  readonly #folder: string | undefined;
  readonly #hashing = new Map<string, Promise<unknown>>();

  /** @param folder made when it is needed; undefined: nothing outlives the window. */
  constructor(folder: string | undefined) {
    this.#folder = folder;
    this.pending = new PendingUploads(folder === undefined ? undefined : join(folder, 'uploads'));
  }

  /** Hashes files of a folder, remembering those of last time; whoever asks for the same folder meanwhile waits. */
  async withHashes<T>(folder: string, act: (memory: HashMemory | undefined) => Promise<T>): Promise<T> {
    if (this.#folder === undefined) return act(undefined);
    const cache = join(this.#folder, 'hashes');
    const before = this.#hashing.get(folder) ?? Promise.resolve();
    const result = before.then(async () => {
      const hashes = await FolderHashes.read(cache, folder);
      try {
        const all = await act(hashes);
        await hashes.save(cache, true);
        return all;
      } catch (error) {
        // Given up halfway: what was hashed by then need not be hashed again.
        await hashes.save(cache, false);
        throw error;
      }
    });
    const ended = result.then(
      () => undefined,
      () => undefined,
    );
    this.#hashing.set(folder, ended);
    await ended;
    if (this.#hashing.get(folder) === ended) this.#hashing.delete(folder);
    return result;
  }
}
