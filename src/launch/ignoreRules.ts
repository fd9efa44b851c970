import type { Ignore } from 'ignore';
import { access, readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

/** Left out whatever the ignore files say: nobody trains with them, and they are what makes uploads grow in silence. */
const never = new Set([
  '.git', '.hg', '.svn', '.venv', 'venv', 'virtualenv', '__pycache__', 'node_modules', '.ipynb_checkpoints', '.mypy_cache',
  '.pytest_cache', '.ruff_cache', '.tox', '.nox', '.DS_Store', '.idea', '.vscode',
]); // prettier-ignore

/** The later file wins: `.sagemakerignore` can bring back what git ignores. */
const ignoreFiles = ['.gitignore', '.sagemakerignore'];

interface Rules {
  readonly folder: string;
  readonly rules: Ignore;
}

/** The rules that hold within one folder: its own and those of the folders above it. */
export class IgnoreRules {
  private readonly chain: readonly Rules[];

  private constructor(chain: readonly Rules[]) {
    this.chain = chain;
  }

  /** Rules for a source folder, those of the git repository that it lies in included. */
  static async of(folder: string): Promise<IgnoreRules> {
    const above: string[] = [];
    for (let at = folder; ; at = dirname(at)) {
      above.unshift(at);
      if (dirname(at) === at || (await exists(join(at, '.git')))) break;
    }
    const inRepository = await exists(join(above[0] ?? folder, '.git'));
    let rules = new IgnoreRules([]);
    for (const at of inRepository ? above : [folder]) rules = await rules.within(at);
    return rules;
  }

  /** The rules for a folder below. */
  async within(folder: string): Promise<IgnoreRules> {
    const { default: ignore } = await import('ignore');
    const own: Rules[] = [];
    for (const name of ignoreFiles) {
      const text = await readText(join(folder, name));
      if (text !== undefined) own.push({ folder, rules: ignore().add(text) });
    }
    return own.length === 0 ? this : new IgnoreRules([...this.chain, ...own]);
  }

  /** Whether a file or folder is left out. A folder that is left out is not looked into. */
  leavesOut(path: string, isFolder: boolean): boolean {
    if (never.has(path.slice(path.lastIndexOf(sep) + 1))) return true;
    let out = false;
    for (const { folder, rules } of this.chain) {
      const name = relative(folder, path).split(sep).join('/');
      const { ignored, unignored } = rules.test(isFolder ? `${name}/` : name);
      // Of a folder that is ignored and yet visited, a rule further in has brought back all.
      const parent = name.slice(0, name.lastIndexOf('/') + 1);
      if (ignored && !(parent !== '' && rules.test(parent).ignored)) out = true;
      if (unignored) out = false;
    }
    return out;
  }
}

/** A virtual environment under any name: Python's own or conda's. */
export async function isEnvironment(folder: string): Promise<boolean> {
  return (await exists(join(folder, 'pyvenv.cfg'))) || (await exists(join(folder, 'conda-meta', 'history')));
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
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

function isAbsent(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR';
}
