import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAbsent } from '../bundle/fileErrors.ts';
import type { Dependency } from './requirementsText.ts';

/** What a project's virtual environment has: its Python, and the packages that are installed, in their versions. */
export interface VirtualEnvironment {
  readonly packages: readonly Dependency[];
  readonly python: { readonly specifier: string; readonly file: string } | undefined;
}

const names = ['.venv', 'venv', 'env'];

/**
 * Reads the first virtual environment of a folder by the names of its files; nothing of it is run.
 * @returns undefined without one
 * @throws what the disk answers, but for files that are not there
 */
export async function readVirtualEnvironment(folder: string): Promise<VirtualEnvironment | undefined> {
  for (const name of names) {
    const config = await orAbsent(readFile(join(folder, name, 'pyvenv.cfg'), 'utf8'));
    if (config === undefined) continue;
    // What `venv` writes, and what `virtualenv` and uv do.
    const version = /^version(?:_info)?\s*=\s*(\d+\.\d+)/m.exec(config)?.[1];
    return {
      packages: await installed(join(folder, name), name),
      python: version === undefined ? undefined : { specifier: `==${version}`, file: name },
    };
  }
  return undefined;
}

/** By the folders that pip and others leave for each package, `torch-2.6.0+cu124.dist-info`. */
async function installed(root: string, file: string): Promise<Dependency[]> {
  const versions = (await orAbsent(readdir(join(root, 'lib')))) ?? [];
  const libraries = versions.filter((name) => /^python\d/.test(name)).map((name) => join(root, 'lib', name));
  const found: Dependency[] = [];
  for (const library of [...libraries, join(root, 'Lib')])
    for (const entry of (await orAbsent(readdir(join(library, 'site-packages')))) ?? []) {
      const [, name = '', version = ''] = /^(.+?)-(\d[^-]*)\.dist-info$/.exec(entry) ?? [];
      if (name !== '')
        found.push({ name: name.toLowerCase().replace(/[_.]+/g, '-'), specifier: `==${version}`, file });
    }
  return found;
}

async function orAbsent<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}
