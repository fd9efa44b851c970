import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isAbsent } from './fileErrors.ts';
import { readIgnoreText } from './ignoreText.ts';

/** A Git repository that a folder lies in. */
export interface GitRepository {
  /** Of its files. */
  readonly root: string;
  /** Mostly `.git` in the root; a submodule's and a worktree's are elsewhere. */
  readonly gitFolder: string;
  /** What all worktrees of the repository share. */
  readonly commonFolder: string;
}

/** The innermost repository around a folder; undefined where there is none. */
export async function repositoryAround(folder: string): Promise<GitRepository | undefined> {
  for (let root = folder; ; root = dirname(root)) {
    const gitFolder = await gitFolderOf(join(root, '.git'));
    if (gitFolder !== undefined) {
      const common = await readIgnoreText(join(gitFolder, 'commondir'));
      const commonFolder = common === undefined ? gitFolder : resolve(gitFolder, common.trim());
      return { root, gitFolder, commonFolder };
    }
    if (dirname(root) === root) return undefined;
  }
}

/** What `.git` is, or where it leads; undefined where it is not. */
async function gitFolderOf(path: string): Promise<string | undefined> {
  try {
    if ((await stat(path)).isDirectory()) return path;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
  const [, target] = /^gitdir: (.*?)\s*$/.exec((await readIgnoreText(path)) ?? '') ?? [];
  return target === undefined ? path : resolve(dirname(path), target);
}
