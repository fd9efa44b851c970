import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { IgnoreRules, isEnvironment } from './ignoreRules.ts';

export interface SourceFile {
  /** Absolute. */
  readonly path: string;
  /** Relative to the folder, with `/`. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
}

export interface FilesOptions {
  /** Absolute folders to leave out, such as data that is sent as a channel. */
  readonly except?: readonly string[];
  /** Absolute files that are sent whatever the ignore files say, such as the script itself. */
  readonly always?: readonly string[];
  readonly signal?: AbortSignal;
}

/**
 * The files of a source folder that are sent, sorted by name. Links are followed (the bundle holds what they point to),
 * but never into a folder that the walk is already inside; links that lead nowhere are left out.
 */
export async function listSourceFiles(folder: string, options: FilesOptions = {}): Promise<SourceFile[]> {
  return new Walk(folder, options).run(await IgnoreRules.of(folder));
}

/** All files of a data folder, sorted by name; nothing but `.git` and the like is left out. */
export async function listDataFiles(folder: string, signal?: AbortSignal): Promise<SourceFile[]> {
  return new Walk(folder, signal ? { signal } : {}).run(undefined);
}

class Walk {
  private readonly folder: string;
  private readonly options: FilesOptions;
  private readonly found: SourceFile[] = [];

  constructor(folder: string, options: FilesOptions) {
    this.folder = folder;
    this.options = options;
  }

  async run(rules: IgnoreRules | undefined): Promise<SourceFile[]> {
    await this.visit(this.folder, rules, new Set());
    return this.found.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  }

  private async visit(
    folder: string,
    rules: IgnoreRules | undefined,
    inside: ReadonlySet<string>,
  ): Promise<void> {
    this.options.signal?.throwIfAborted();
    const real = await realpath(folder);
    if (inside.has(real)) return;
    const here = folder === this.folder ? rules : await rules?.within(folder);
    for (const entry of await readdir(folder, { withFileTypes: true }))
      await this.entry(join(folder, entry.name), entry, here, new Set([...inside, real]));
  }

  private async entry(
    path: string,
    entry: Dirent,
    rules: IgnoreRules | undefined,
    inside: ReadonlySet<string>,
  ): Promise<void> {
    const found = entry.isSymbolicLink() ? await statOrNothing(path) : entry;
    if (found?.isDirectory()) {
      const out = rules ? rules.leavesOut(path, true) || (await isEnvironment(path)) : entry.name === '.git';
      if (!out && !this.options.except?.includes(path)) await this.visit(path, rules, inside);
    } else if (found?.isFile()) {
      const forced = this.options.always?.includes(path) === true;
      if (!forced && (entry.name === '.DS_Store' || rules?.leavesOut(path, false) === true)) return;
      const { size } = await stat(path);
      this.found.push({ path, name: relative(this.folder, path).split(sep).join('/'), size });
    }
  }
}

async function statOrNothing(path: string): Promise<Awaited<ReturnType<typeof stat>> | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ELOOP') return undefined;
    throw error;
  }
}
