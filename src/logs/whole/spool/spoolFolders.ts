import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from '../../../platform/isAlive.ts';
import { Spool } from './spool.ts';

/** Makes spools below a folder that all windows share; each has one of its own in it, named after its process. */
export class SpoolFolders {
  readonly #root: string;
  readonly #own: string;
  #swept: Promise<void> | undefined;

  constructor(root: string) {
    this.#root = root;
    this.#own = join(root, `${process.pid}-${randomUUID().slice(0, 8)}`);
  }

  /** A new spool. What windows that crashed have left is taken away before the first. */
  async create(): Promise<Spool> {
    await (this.#swept ??= this.#sweep());
    return Spool.create(join(this.#own, randomUUID().slice(0, 8)));
  }

  /** Takes away all that this window has made. */
  dispose(): void {
    if (this.#swept) rmSync(this.#own, { recursive: true, force: true });
  }

  async #sweep(): Promise<void> {
    const names = await readdir(this.#root).catch(() => []);
    const leftovers = names.filter((name) => /^\d+-/.test(name) && !isAlive(Number.parseInt(name, 10)));
    await Promise.all(leftovers.map((name) => rm(join(this.#root, name), { recursive: true, force: true })));
  }
}
