import { formatBytes } from '../../analysis/text/bytes.ts';

/** Why something of a source folder is not sent. */
export type LeftOutReason =
  | {
      readonly why:
        'environment' | 'repository' | 'cache' | 'packages' | 'settings' | 'checkpoint' | 'output';
    }
  | {
      readonly why:
        | 'ignored'
        | 'unreadable'
        | 'badName'
        | 'special'
        | 'brokenLink'
        | 'circularLink'
        | 'notebook'
        | 'replaced';
    }
  /** Sent as the data of this channel. */
  | { readonly why: 'channel'; readonly channel: string };

export interface LeftOut {
  /** Relative to the folder, with `/`. */
  readonly name: string;
  readonly reason: LeftOutReason;
  /** Undefined where nobody has counted. */
  readonly bytes: number | undefined;
  /** There is more than `bytes`: counting it all would take too long. */
  readonly more: boolean;
}

/** Folders whose name alone says what they are: no source, and not read by any. */
const folders: Readonly<Record<string, LeftOutReason['why'] & ('repository' | 'cache' | 'packages' | 'settings')>> = {
  '.git': 'repository', '.hg': 'repository', '.svn': 'repository', node_modules: 'packages', __pycache__: 'cache',
  '.ipynb_checkpoints': 'cache', '.mypy_cache': 'cache', '.pytest_cache': 'cache', '.ruff_cache': 'cache', '.tox': 'cache',
  '.nox': 'cache', '.idea': 'settings', '.vscode': 'settings',
}; // prettier-ignore

/**
 * Why an entry is left out by its name, whatever the ignore files say. What only looks like data is not: a script may
 * well need it.
 */
export function namedLeftOut(name: string, isFolder: boolean): LeftOutReason | undefined {
  if (!isFolder) {
    // In a worktree or submodule `.git` is a file.
    if (name === '.git') return { why: 'repository' };
    if (name === '.DS_Store') return { why: 'cache' };
    return /\.ckpt$/i.test(name) ? { why: 'checkpoint' } : undefined;
  }
  const why = Object.hasOwn(folders, name) ? folders[name] : undefined;
  return why && { why };
}

/** What a folder's entries say of it: a virtual environment under any name, or what a training library has written. */
export function contentLeftOut(name: string, entries: ReadonlySet<string>): LeftOutReason | undefined {
  if (entries.has('pyvenv.cfg') || entries.has('conda-meta')) return { why: 'environment' };
  // Hugging Face's Trainer: `checkpoint-500/trainer_state.json`.
  if (/^checkpoint-\d+$/.test(name) && entries.has('trainer_state.json')) return { why: 'checkpoint' };
  const runs = [...entries];
  if (name === 'lightning_logs' && runs.some((entry) => /^version_\d+$/.test(entry)))
    return { why: 'output' };
  if (name === 'wandb' && runs.some((entry) => /^(?:offline-)?run-\d/.test(entry))) return { why: 'output' };
  return name === 'mlruns' && !entries.has('__init__.py') ? { why: 'output' } : undefined;
}

/** Whether a line of an ignore file that keeps it brings it back: what a script could need. */
export function canBeKept({ why }: LeftOutReason): boolean {
  return why === 'checkpoint' || why === 'output' || why === 'settings' || why === 'packages';
}

const words: Readonly<Record<LeftOutReason['why'], string>> = {
  environment: 'virtual environment',
  repository: 'repository',
  cache: 'cache',
  packages: 'installed packages',
  settings: 'editor settings',
  checkpoint: 'checkpoint',
  output: 'output of earlier runs',
  ignored: 'ignored',
  unreadable: 'cannot be read',
  badName: 'its name is not UTF-8',
  special: 'neither file nor folder',
  brokenLink: 'link to what is not sent',
  circularLink: 'link that runs in a circle',
  notebook: 'sent as a script',
  replaced: 'the script made of the notebook takes its place',
  channel: 'sent as channel',
};

/** More than this many names nobody reads. */
const mostNames = 20;

/** For people, a line each: `.venv (virtual environment, 1.2 GB)`. Caches, which are everywhere, take one line together. */
export function leftOutTexts(all: readonly LeftOut[]): string[] {
  const caches = all.filter(({ reason }) => reason.why === 'cache').length;
  const named = all.filter(({ reason }) => reason.why !== 'cache').map(leftOutText);
  const texts = named.slice(0, mostNames);
  if (named.length > mostNames) texts.push(`${(named.length - mostNames).toLocaleString('en-US')} more`);
  if (caches > 0) texts.push(caches === 1 ? '1 cache' : `${caches.toLocaleString('en-US')} caches`);
  return texts;
}

function leftOutText({ name, reason, bytes, more }: LeftOut): string {
  const size = bytes === undefined ? '' : `, ${more ? 'more than ' : ''}${formatBytes(bytes)}`;
  return `${name} (${reasonText(reason)}${size})`;
}

/** For people: `ignored`, `sent as channel "train"`. */
export function reasonText(reason: LeftOutReason): string {
  return reason.why === 'channel' ? `${words.channel} "${reason.channel}"` : words[reason.why];
}
