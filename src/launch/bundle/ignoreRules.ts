import { dirname, join, relative, sep } from 'node:path';
import { bytesOf, type GitPattern, gitPatterns, patternMatches } from './gitPattern.ts';
import { repositoryAround } from './gitRepository.ts';
import { gitSettings } from './gitSettings.ts';
import { readIgnoreText } from './ignoreText.ts';

/** What the ignore files say of a file or folder; undefined: nothing. */
export type Verdict = 'ignored' | 'kept' | undefined;

interface Rules {
  readonly folder: string;
  readonly patterns: readonly GitPattern[];
}

const ownFile = '.sagemakerignore';
const gitFile = '.gitignore';
/** File systems where `A` and `a` are one file: what Git writes into the configuration of a new repository there. */
const ignoresCase = process.platform === 'win32' || process.platform === 'darwin';

/**
 * The rules that hold within one folder: its own and those of the folders above it, the inner ones and later lines first.
 * `.sagemakerignore` files go before all of Git's.
 */
export class IgnoreRules {
  /** The innermost first, as in `#git`. */
  readonly #own: readonly Rules[];
  readonly #git: readonly Rules[];
  readonly #ignoreCase: boolean;

  private constructor(own: readonly Rules[], git: readonly Rules[], ignoreCase: boolean) {
    this.#own = own;
    this.#git = git;
    this.#ignoreCase = ignoreCase;
  }

  /**
   * Rules that hold in a source folder itself. In a Git repository those are of the folders above it, too, of its
   * `info/exclude` and of the file that a person has for all repositories.
   */
  static async of(folder: string): Promise<IgnoreRules> {
    const repository = await repositoryAround(folder);
    if (!repository) return new IgnoreRules([], [], ignoresCase).within(folder);
    const { root, commonFolder } = repository;
    const { excludesFile, ignoreCase = ignoresCase } = await gitSettings(repository, process.env);
    const excluded = [
      ...(await rulesIn(root, join(commonFolder, 'info', 'exclude'), ignoreCase)),
      // Git goes on without it where nobody may read it.
      ...(excludesFile === undefined ? [] : await rulesIn(root, excludesFile, ignoreCase, false)),
    ];
    let rules = new IgnoreRules([], excluded, ignoreCase);
    for (const at of foldersDown(root, folder)) rules = await rules.within(at);
    return rules;
  }

  /**
   * The rules that hold inside a folder below.
   * @param names the folder's entries where they are known: it is not looked for files that are not there.
   */
  async within(folder: string, names?: ReadonlySet<string>): Promise<IgnoreRules> {
    const read = async (name: string): Promise<Rules[]> =>
      names?.has(name) === false ? [] : rulesIn(folder, join(folder, name), this.#ignoreCase);
    const [own, git] = await Promise.all([read(ownFile), read(gitFile)]);
    if (own.length === 0 && git.length === 0) return this;
    return new IgnoreRules([...own, ...this.#own], [...git, ...this.#git], this.#ignoreCase);
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

/** From a folder to one below it, both included. */
function foldersDown(from: string, to: string): string[] {
  const folders = [to];
  for (let at = to; at !== from; at = dirname(at)) folders.unshift(dirname(at));
  return folders;
}

/** @param folder what its patterns are about */
async function rulesIn(
  folder: string,
  file: string,
  ignoreCase: boolean,
  needed?: boolean,
): Promise<Rules[]> {
  const text = await readIgnoreText(file, needed);
  return text === undefined ? [] : [{ folder, patterns: gitPatterns(text, ignoreCase) }];
}
