import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IgnoreRules } from '../../../../src/launch/bundle/ignoreRules.ts';
import { sourceFilesOf } from './sourceKit.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ignore-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

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
    const noOthers = `core.excludesFile=${join(folder, 'none')}`;
    const kept = new Set(
      git(folder, '-c', noOthers, 'ls-files', '-o', '-z', '--exclude-standard').split('\0'),
    );
    for (const [seed, files] of trees) {
      const expected = files.filter((name) => kept.has(`${seed}/${name}`)).sort();
      expect(await sourceFilesOf(join(folder, `${seed}`)), `seed ${seed}`).toEqual(expected);
    }
  });
});

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
    const line = (): string => {
      const parts = Array.from({ length: 1 + random(3) }, () => pick(random(2) === 0 ? words : globs)).join(
        '/',
      );
      return `${pick(['', '', '', '!'])}${pick(['', '', '/'])}${parts}${pick(['', '', '/', ' '])}`;
    };
    files.add(`${at}.gitignore`);
    await write(join(root, at, '.gitignore'), Array.from({ length: 1 + random(4) }, line).join('\n'));
  }
  for (const file of files) if (!file.endsWith('.gitignore')) await write(join(root, file), file);
  return [...files];
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
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
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  return execFileSync('git', args, { cwd, env, encoding: 'utf8' });
}

function hasGit(): boolean {
  try {
    return git('.', '--version') !== '';
  } catch {
    return false;
  }
}
