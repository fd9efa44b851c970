import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAbsent } from './fileErrors.ts';
import type { HashMemory } from './fileHashes.ts';

type Known = Record<string, readonly [facts: string, sha256: string]>;

/** Folders whose hashes are kept; those that were used last. */
const mostFolders = 40;

/** What the files of one folder hashed to, on disk. What was not asked for since it was read is forgotten. */
export class FolderHashes implements HashMemory {
  readonly #file: string;
  readonly #before: Known;
  readonly #now: Known = {};
  #changed = false;

  private constructor(file: string, before: Known) {
    this.#file = file;
    this.#before = before;
  }

  /** @param cache the folder that holds one file a folder. A file that is spoiled is as good as none. */
  static async read(cache: string, folder: string): Promise<FolderHashes> {
    const file = join(cache, `${createHash('sha256').update(folder).digest('hex').slice(0, 32)}.json`);
    try {
      return new FolderHashes(file, JSON.parse(await readFile(file, 'utf8')) as Known);
    } catch (error) {
      if (isAbsent(error) || error instanceof SyntaxError) return new FolderHashes(file, {});
      throw error;
    }
  }

  get(path: string, facts: string): string | undefined {
    const known = Object.hasOwn(this.#before, path) ? this.#before[path] : undefined;
    if (known?.[0] !== facts) return undefined;
    this.#now[path] = known;
    return known[1];
  }

  set(path: string, facts: string, sha256: string): void {
    this.#now[path] = [facts, sha256];
    this.#changed = true;
  }

  /** @param whole whether all files were asked for; else what was not stays known. */
  async save(cache: string, whole: boolean): Promise<void> {
    const kept = whole ? this.#now : { ...this.#before, ...this.#now };
    if (!this.#changed && Object.keys(kept).length === Object.keys(this.#before).length) return;
    await mkdir(cache, { recursive: true });
    const aside = `${this.#file}.${process.pid}`;
    await writeFile(aside, JSON.stringify(kept));
    await rename(aside, this.#file);
    await forgetOldest(cache);
  }
}

async function forgetOldest(cache: string): Promise<void> {
  const names = await readdir(cache);
  if (names.length <= mostFolders) return;
  const files = await Promise.all(
    names.map(async (name) => ({
      name,
      at: (await stat(join(cache, name)).catch(() => undefined))?.mtimeMs ?? 0,
    })),
  );
  files.sort((a, b) => b.at - a.at);
  await Promise.all(files.slice(mostFolders).map(({ name }) => rm(join(cache, name), { force: true })));
}
