import { realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { isAbsent, isUnreadable } from './fileErrors.ts';
import { type GitConfigEntry, parseGitConfig } from './gitConfig.ts';
import { bytesOf, globSteps } from './gitPattern.ts';
import type { GitRepository } from './gitRepository.ts';
import { globMatches } from './glob.ts';
import { readIgnoreText } from './ignoreText.ts';

/** What Git's configuration says of ignoring. */
export interface GitSettings {
  /** The patterns that a person has for all repositories; its file need not be there. Undefined: none. */
  readonly excludesFile: string | undefined;
  /** `core.ignoreCase`, where it is said. */
  readonly ignoreCase: boolean | undefined;
}

/** As deep as Git itself follows one file into another. */
const deepest = 10;

/**
 * Reads what git-config(1) says holds in a repository, the system's file first and the repository's own last, without running
 * Git. `includeIf` is followed for `gitdir`; what depends on a branch or a remote is left aside.
 * @throws UserError `file-unreadable` for the repository's own file: Git goes on without a person's, and so does this
 */
export async function gitSettings(repository: GitRepository, env: NodeJS.ProcessEnv): Promise<GitSettings> {
  const home = env['HOME'] ?? homedir();
  const { XDG_CONFIG_HOME: configHome = '', GIT_CONFIG_SYSTEM: system, GIT_CONFIG_GLOBAL: global } = env;
  const personal = join(configHome === '' ? join(home, '.config') : configHome, 'git');
  const shared = /^(?:1|true|yes|on)$/i.test(env['GIT_CONFIG_NOSYSTEM'] ?? '')
    ? []
    : [system ?? systemFile(env)];
  const own = global === undefined ? [join(personal, 'config'), join(home, '.gitconfig')] : [global];
  const context = { home, gitFolder: repository.gitFolder };
  const entries: GitConfigEntry[] = [];
  for (const file of [...shared, ...own]) entries.push(...(await entriesIn(file, context, false)));
  entries.push(...(await entriesIn(join(repository.commonFolder, 'config'), context, true)));
  if (isTrue(entries.findLast(({ name }) => name === 'extensions.worktreeconfig')))
    entries.push(...(await entriesIn(join(repository.gitFolder, 'config.worktree'), context, true)));
  const ignoreCase = entries.findLast(({ name }) => name === 'core.ignorecase');
  const excludes = entries.findLast(({ name }) => name === 'core.excludesfile')?.value;
  return {
    // An empty one is none, not Git's own.
    excludesFile:
      excludes === undefined
        ? join(personal, 'ignore')
        : excludes === ''
          ? undefined
          : resolve(repository.root, atHome(excludes, home)),
    ignoreCase: ignoreCase && isTrue(ignoreCase),
  };
}

interface Context {
  readonly home: string;
  readonly gitFolder: string;
}

async function entriesIn(
  file: string,
  context: Context,
  needed: boolean,
  depth = 0,
): Promise<GitConfigEntry[]> {
  const text = await readIgnoreText(file, needed);
  if (text === undefined) return [];
  const entries: GitConfigEntry[] = [];
  for (const entry of parseGitConfig(text)) {
    entries.push(entry);
    const { name, value } = entry;
    const [, condition] = /^includeif\.(.*)\.path$/s.exec(name) ?? [];
    const isInclude =
      name === 'include.path' ||
      (condition !== undefined && (await holds(condition, dirname(file), context)));
    if (!isInclude || value === undefined || depth >= deepest) continue;
    const other = resolve(dirname(file), atHome(value, context.home));
    entries.push(...(await entriesIn(other, context, needed, depth + 1)));
  }
  return entries;
}

/** `gitdir:~/projects/`: whether the repository's own folder is one that the pattern means. */
async function holds(condition: string, folder: string, { home, gitFolder }: Context): Promise<boolean> {
  const [, ignoreCase, written = ''] = /^gitdir(\/i)?:(.*)$/s.exec(condition) ?? [];
  if (written === '') return false;
  const [base, pattern] = written.startsWith('~/')
    ? [home, written.slice(1)]
    : written.startsWith('./')
      ? [folder, written.slice(1)]
      : ['', isAbsolute(written) ? written : `**/${written}`];
  const whole = `${quoted(slashed(base))}${pattern}${pattern.endsWith('/') ? '**' : ''}`;
  const steps = globSteps(bytesOf(whole), ignoreCase !== undefined);
  const places = [gitFolder, await realOf(gitFolder)].map((place) => bytesOf(slashed(place)));
  return steps !== undefined && places.some((place) => globMatches(steps, place));
}

async function realOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (isAbsent(error) || isUnreadable(error)) return path;
    throw error;
  }
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}

/** For a glob that takes these characters alone. */
function quoted(text: string): string {
  return text.replace(/[\\*?[]/g, '\\$&');
}

function atHome(path: string, home: string): string {
  return path === '~' || path.startsWith('~/') ? join(home, path.slice(1)) : path;
}

function isTrue(entry: GitConfigEntry | undefined): boolean {
  if (!entry) return false;
  return entry.value === undefined || /^(?:true|yes|on|[1-9]\d*)$/i.test(entry.value);
}

function systemFile(env: NodeJS.ProcessEnv): string {
  if (process.platform !== 'win32') return '/etc/gitconfig';
  return join(env['ProgramFiles'] ?? 'C:\\Program Files', 'Git', 'etc', 'gitconfig');
}
