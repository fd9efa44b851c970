import { access, readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { UserError } from '../../platform/userError.ts';
import { isAbsent, isUnreadable } from './fileErrors.ts';
import { bytesOf, type GitPattern, gitPatterns, patternMatches } from './gitPattern.ts';

/** What the ignore files say of a file or folder; undefined: nothing. */
export type Verdict = 'ignored' | 'kept' | undefined;

interface Rules {
  readonly folder: string;
  readonly patterns: readonly GitPattern[];
}

const ownFile = '.sagemakerignore';
const gitFile = '.gitignore';
const ignoreCase = process.platform === 'win32' || process.platform === 'darwin';

/**
 * The rules that hold within one folder: its own and those of the folders above it, the inner ones and later lines first.
 * `.sagemakerignore` files go before all of Git's.
 */
export class IgnoreRules {
  /** The innermost first, as in `#git`. */
  readonly #own: readonly Rules[];
  readonly #git: readonly Rules[];

  private constructor(own: readonly Rules[], git: readonly Rules[]) {
    this.#own = own;
    this.#git = git;
  }

  /** Rules that hold in a source folder itself, those of the Git repository that it lies in included. */
  static async of(folder: string): Promise<IgnoreRules> {
    const above: string[] = [];
    let inRepository = false;
    for (let at = folder; !inRepository; at = dirname(at)) {
      above.unshift(at);
      inRepository = await exists(join(at, '.git'));
      if (dirname(at) === at) break;
    }
    const root = above[0] ?? folder;
    if (!inRepository) return new IgnoreRules([], []).within(folder);
    const excluded = await rulesIn(root, join('.git', 'info', 'exclude'));
    let rules = new IgnoreRules([], excluded);
    for (const at of above) rules = await rules.within(at);
    return rules;
  }

  /**
   * The rules that hold inside a folder below.
   * @param names the folder's entries where they are known: it is not looked for files that are not there.
   */
  async within(folder: string, names?: ReadonlySet<string>): Promise<IgnoreRules> {
    const read = async (name: string): Promise<Rules[]> =>
      names?.has(name) === false ? [] : rulesIn(folder, name);
    const [own, git] = await Promise.all([read(ownFile), read(gitFile)]);
    if (own.length === 0 && git.length === 0) return this;
    return new IgnoreRules([...own, ...this.#own], [...git, ...this.#git]);
  }

  /**
   * What is said of this entry itself, whatever is said of the folders above it: of a folder that is ignored nobody looks
   * at what is inside.
   */
  verdict(path: string, isFolder: boolean): Verdict {
    return said(this.#own, path, isFolder) ?? said(this.#git, path, isFolder);
  }
}

function said(chain: readonly Rules[], path: string, isFolder: boolean): Verdict {
  for (const { folder, patterns } of chain) {
    const name = bytesOf(relative(folder, path).split(sep).join('/'));
    const last = patterns.findLast((pattern) => patternMatches(pattern, name, isFolder));
    if (last) return last.negated ? 'kept' : 'ignored';
  }
  return undefined;
}

async function rulesIn(folder: string, file: string): Promise<Rules[]> {
  const text = await readText(join(folder, file));
  return text === undefined ? [] : [{ folder, patterns: gitPatterns(text, ignoreCase) }];
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isAbsent(error)) return undefined;
    if (!isUnreadable(error)) throw error;
    // What it leaves out may be just what nobody else should see.
    throw new UserError('file-unreadable', `${file} cannot be read, so what it leaves out is not known.`, {
      cause: error,
    });
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
}
