import { execFileSync } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { IgnoreRules } from '../../../../src/launch/bundle/ignoreRules.ts';
import { put, sourceFilesOf } from './sourceKit.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ignore-'));
  // What the person at this machine has for all repositories is none of the tests'.
  vi.stubEnv('HOME', join(folder, 'home'));
  vi.stubEnv('XDG_CONFIG_HOME', '');
  vi.stubEnv('GIT_CONFIG_NOSYSTEM', '1');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

describe('IgnoreRules', () => {
  it.each<[pattern: string, path: string, ignored: boolean]>([
    ['*.log', 'a/b.log', true],
    ['/a.log', 'b/a.log', false],
    ['a/**/b', 'a/b', true],
    ['a/**/b', 'a/x/y/b', true],
    ['**/b', 'b', true],
    ['a/**', 'a/x/y', true],
    ['a**b', 'axxb', true],
    ['a/b', 'x/a/b', false],
    ['[!a]b', 'xb', true],
    ['[!a]b', 'ab', false],
    ['[a-c]b', 'bb', true],
    ['[[:digit:]]b', '7b', true],
    ['[', '[', false],
    ['a\\*', 'a*', true],
    ['a\\*', 'ab', false],
    ['a\\', 'a\\', false],
    ['\\#a', '#a', true],
    ['\\!a', '!a', true],
    ['a   ', 'a', true],
    ['a\\ ', 'a ', true],
    // Git compares bytes, of which `é` has two.
    ['x-ü?', 'x-üé', false],
    ['x-ü??', 'x-üé', true],
    ['x-[!a]', 'x-é', false],
    ['[z-a]', 'z', true],
    ['[z-a]', 'm', false],
    ['[[:space:]]', '\u00a0', false],
    ['?*', '\u00a0', true],
    ['a.b+(c)', 'a.b+(c)', true],
  ])('%s on %s', async (pattern, path, ignored) => {
    await writeFile(join(folder, '.gitignore'), `${pattern}\r\n`);
    const rules = await IgnoreRules.of(folder);
    expect(rules.verdict(join(folder, path), false) === 'ignored').toBe(ignored);
  });

  it('takes no exponential time for many stars', async () => {
    const stars = 'a*'.repeat(40);
    await writeFile(
      join(folder, '.gitignore'),
      [`${stars}b`, `x/${'**/a*/'.repeat(40)}${stars}b`, `${'[a]*'.repeat(40)}c`, `${stars}?d`].join('\n'),
    );
    const rules = await IgnoreRules.of(folder);
    const verdict = (path: string) => rules.verdict(join(folder, path), false);
    const name = 'a'.repeat(200);
    expect(verdict(name)).toBeUndefined();
    expect(verdict(`${name}b`)).toBe('ignored');
    expect(verdict(`${name}xd`)).toBe('ignored');
    const deep = `x/${`${'a'.repeat(30)}/`.repeat(60)}`;
    expect(verdict(`${deep}${name}c`)).toBe('ignored');
    expect(verdict(`${deep}${name}b`)).toBe('ignored');
    expect(verdict(`${deep}${name}/a`)).toBeUndefined();
  });

  it('lets any .sagemakerignore go before every .gitignore', async () => {
    await mkdir(join(folder, 'sub'));
    await writeFile(join(folder, '.sagemakerignore'), '*.bin\n!keep.txt\n');
    await writeFile(join(folder, 'sub', '.gitignore'), '!*.bin\n*.txt\n');
    const rules = await (await IgnoreRules.of(folder)).within(join(folder, 'sub'));
    expect(rules.verdict(join(folder, 'sub', 'a.bin'), false)).toBe('ignored');
    expect(rules.verdict(join(folder, 'sub', 'keep.txt'), false)).toBe('kept');
    expect(rules.verdict(join(folder, 'sub', 'a.txt'), false)).toBe('ignored');
    expect(rules.verdict(join(folder, 'sub', 'a.py'), false)).toBeUndefined();
  });
});

describe.skipIf(!hasGit())('against git check-ignore', () => {
  it('ignores what Git does, in 60 random trees', { timeout: 60_000 }, async () => {
    // One repository for all, which is asked once.
    git(folder, 'init', '-q');
    const trees = new Map<number, string[]>();
    for (let seed = 1; seed <= 60; seed += 1)
      trees.set(seed, await randomTree(join(folder, `${seed}`), generator(seed)));
    const kept = new Set(git(folder, 'ls-files', '-o', '-z', '--exclude-standard').split('\0'));
    for (const [seed, files] of trees) {
      const expected = files.filter((name) => kept.has(`${seed}/${name}`)).sort();
      expect(await sourceFilesOf(join(folder, `${seed}`)), `seed ${seed}`).toEqual(expected);
    }
  });
});

/** How a person's own patterns come to hold: files below the home folder, and what the repository's configuration says. */
const personal: readonly (readonly [how: string, home: Record<string, string>, local?: string])[] = [
  ['nowhere', {}],
  ['where Git looks by itself', { '.config/git/ignore': 'PATTERNS' }],
  ['in ~/.gitconfig', { '.gitconfig': '[core]\n\texcludesFile = ~/mine # all\n', mine: 'PATTERNS' }],
  ['in quotes', { '.gitconfig': '[Core] ExcludesFile="~/m\\"y \\\n own";x\n', 'm"y  own': 'PATTERNS' }],
  ['in .config/git/config', { '.config/git/config': '[core]excludesfile=~/mine', mine: 'PATTERNS' }],
  ['nowhere, said so', { '.gitconfig': '[core]\nexcludesFile =\n', '.config/git/ignore': 'PATTERNS' }],
  [
    'in a file that is included',
    { '.gitconfig': '[include]\npath = more/a', 'more/a': '[core]\nexcludesFile = ~/mine', mine: 'PATTERNS' },
  ],
  [
    'in a file that is included for these repositories',
    { '.gitconfig': '[includeIf "gitdir:r[0-9]*/"]\npath = a', a: '[core]\nexcludesFile = ~/mine', mine: 'PATTERNS' },
  ],
  [
    'in a file that is included by the repository’s name',
    { '.gitconfig': '[includeIf "gitdir:r[0-9]*/.git"]\npath = a', a: '[core]\nexcludesFile = ~/mine', mine: 'PATTERNS' },
  ],
  [
    'in a file that is included for others',
    { '.gitconfig': '[includeIf "gitdir:elsewhere/"]\npath = a', a: '[core]\nexcludesFile = ~/mine', mine: 'PATTERNS' },
  ],
  ['in the repository', { '.gitconfig': '[core]\nexcludesFile = ~/no', mine: 'PATTERNS' }, 'excludesFile = ~/mine'],
  ['beside the repository', { mine: 'PATTERNS' }, 'excludesFile = ../home/mine'],
  ['with case ignored', { '.config/git/ignore': 'PATTERNS' }, 'ignoreCase = true'],
]; // prettier-ignore

describe.skipIf(!hasGit())(
  'against git ls-files, with the patterns of a person and of the repository',
  () => {
    it.each(personal.map((one, at) => ({ how: one[0], home: one[1], local: one[2], seed: 100 + at })))(
      'ignores what Git does: $how',
      { timeout: 60_000 },
      async ({ home, local, seed }) => {
        const random = generator(seed);
        const patterns = (): string => Array.from({ length: 4 }, () => pattern(random)).join('\n');
        for (const [name, text] of Object.entries(home))
          await put(join(folder, 'home'), name, text === 'PATTERNS' ? `${patterns()}\n*.mine` : text);
        const main = join(folder, `r${seed}`);
        git(folder, 'init', '-q', main);
        await put(main, '.git/info/exclude', `*.here\n${patterns()}`);
        if (local !== undefined) await appendFile(join(main, '.git', 'config'), `[core]\n${local}\n`);
        await put(main, 'first', '');
        git(main, 'add', '-f', 'first');
        git(main, '-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-q', '-m', 'a');
        // Its Git folder is elsewhere, and shares the patterns of the other's.
        const tree = join(folder, `r${seed}-tree`);
        git(main, 'worktree', 'add', '-q', tree);
        for (const root of [main, tree]) {
          // What is said above a source folder holds in it; of the source folder itself nobody asks.
          await put(root, '.gitignore', `${patterns()}\n!/src-1\n`);
          await put(root, 'src-1/.gitignore', `${patterns()}\n!/src-2\n`);
          const source = join(root, 'src-1', 'src-2');
          const files = [...(await randomTree(source, random)), 'q.mine', 'Q.MINE', 'q.here'];
          for (const name of files.slice(-3)) await put(source, name);
          for (const [from, below] of [
            [source, files],
            [root, files.map((name) => `src-1/src-2/${name}`)],
          ] as const) {
            const kept = new Set(git(from, 'ls-files', '-o', '-z', '--exclude-standard').split('\0'));
            const sent = (await sourceFilesOf(from)).filter((name) => below.includes(name));
            expect(sent).toEqual(below.filter((name) => kept.has(name)).sort());
          }
        }
      },
    );
  },
);

/** Names and patterns of few letters, so that they often meet. */
const words = ['a', 'b', 'ab', 'a.c', 'b.c', 'x y', 'A', '-d', 'é'];
const globs = [
  '*',
  '**',
  '?',
  'a*',
  '*.c',
  '[ab]',
  '[!a]',
  '[a-b]*',
  '***',
  'a\\*',
  '[[:alpha:]]',
  '*b',
  '[]a]',
  '[^b]?',
  '[b-a]',
  '??',
];

async function randomTree(root: string, random: (below: number) => number): Promise<string[]> {
  const pick = (list: readonly string[]): string => list[random(list.length)] ?? '';
  const files = new Set<string>();
  for (let i = 0; i < 40; i += 1) {
    const path = Array.from({ length: 1 + random(4) }, () => pick(words)).join('/');
    // A name is a file or a folder, not both.
    const clash = [...files].some((other) => other.startsWith(`${path}/`) || path.startsWith(`${other}/`));
    if (!clash) files.add(path);
  }
  const folders = new Set(['']);
  for (const file of files) folders.add(file.includes('/') ? `${dirname(file)}/` : '');
  for (const at of folders) {
    if (at !== '' && random(3) > 0) continue;
    files.add(`${at}.gitignore`);
    const lines = Array.from({ length: 1 + random(4) }, () => pattern(random));
    await put(root, `${at}.gitignore`, lines.join('\n'));
  }
  for (const file of files) if (!file.endsWith('.gitignore')) await put(root, file);
  return [...files];
}

function pattern(random: (below: number) => number): string {
  const pick = (list: readonly string[]): string => list[random(list.length)] ?? '';
  const parts = Array.from({ length: 1 + random(3) }, () => pick(random(2) === 0 ? words : globs)).join('/');
  return `${pick(['', '', '', '!'])}${pick(['', '', '/'])}${parts}${pick(['', '', '/', ' '])}`;
}

/** The same numbers for the same seed: a failure can be had again. */
function generator(seed: number): (below: number) => number {
  let state = seed * 2654435761;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) >>> 0;
    return (state >>> 8) % below;
  };
}

function git(cwd: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd, env: process.env, encoding: 'utf8' });
}

function hasGit(): boolean {
  try {
    return git('.', '--version') !== '';
  } catch {
    return false;
  }
}
