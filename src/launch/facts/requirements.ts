import { dirname, isAbsolute, join, posix, relative, resolve, sep } from 'node:path';
import { type Dependency, packagesIn, pathsIn, textOf } from './requirementsText.ts';

export const requirementsFile = 'requirements.txt';

/** What a project's requirements file asks for, with the files that it names. */
export interface Requirements {
  readonly packages: readonly Dependency[];
  /** Of `-c` files: versions of packages that others may ask for. */
  readonly constraints: readonly Dependency[];
}

/**
 * Reads a folder's `requirements.txt`, and the files that it names by `-r` and `-c` as far as they are there; each is read once,
 * whatever circles they make.
 * @throws what the disk answers, but for files that are not there
 */
export async function readRequirements(folder: string): Promise<Requirements> {
  const packages: Dependency[] = [];
  const constraints: Dependency[] = [];
  const read = new Set<string>();
  const follow = async (path: string, isConstraint: boolean): Promise<void> => {
    const key = `${isConstraint ? 'c' : 'r'} ${path}`;
    if (read.has(key)) return;
    read.add(key);
    const text = await textOf(path);
    if (text === undefined) return;
    (isConstraint ? constraints : packages).push(...packagesIn(text, shownName(folder, path)));
    for (const named of pathsIn(text))
      if (named.kind !== 'package')
        await follow(resolve(dirname(path), named.path), isConstraint || named.kind === 'constraints');
  };
  await follow(join(folder, requirementsFile), false);
  return { packages, constraints };
}

/** Relative to the folder, with `/`. */
function shownName(folder: string, path: string): string {
  const name = relative(folder, path);
  return isAbsolute(name) ? path : posix.join(...name.split(sep));
}
