import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countSource, listSource } from '../../../../src/launch/bundle/countSource.ts';
import { leftOutTexts } from '../../../../src/launch/bundle/leftOut.ts';
import type { SourceListing } from '../../../../src/launch/bundle/sourceListing.ts';
import { put } from './sourceKit.ts';

let folder: string;
const names = ({ entries }: SourceListing) => entries.map(({ name }) => name);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'source-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('countSource', () => {
  it('leaves out repositories, environments, caches, checkpoints and ignored files, and says so', async () => {
    for (const name of [
      'train.py',
      'pkg/model.py',
      'pkg/__pycache__/m.pyc',
      '.git/HEAD',
      'node_modules/x/i.js',
    ])
      await put(folder, name);
    await put(folder, 'my-env/pyvenv.cfg', 'home = /usr');
    await put(folder, 'my-env/lib/x.py', 'x'.repeat(2000));
    await put(folder, 'conda/conda-meta/history');
    await put(folder, 'out/checkpoint-500/trainer_state.json', '{}');
    await put(folder, 'last.ckpt', 'xyz');
    await put(folder, 'weights.pt');
    await put(folder, '.gitignore', 'big/\n*.log\n');
    await put(folder, 'big/a.bin', 'xxxx');
    await put(folder, 'out.log', 'x');
    await put(folder, 'pkg/.gitignore', '!keep.log\n');
    await put(folder, 'pkg/keep.log');
    const listing = await listSource(folder);
    expect(names(listing)).toEqual([
      '.gitignore', 'pkg/.gitignore', 'pkg/keep.log', 'pkg/model.py', 'train.py', 'weights.pt',
    ]); // prettier-ignore
    expect(leftOutTexts(listing.leftOut)).toEqual([
      '.git (repository, 9 B)',
      'big (ignored, 4 B)',
      'conda (virtual environment, 24 B)',
      'last.ckpt (checkpoint, 3 B)',
      'my-env (virtual environment, 1.96 KB)',
      'node_modules (installed packages, 19 B)',
      'out.log (ignored, 1 B)',
      'out/checkpoint-500 (checkpoint, 2 B)',
      '1 cache',
    ]);
    expect(listing).toMatchObject({ files: 6, more: false });
    expect(listing.largest[0]).toEqual({ path: 'pkg/keep.log', bytes: 12 });
  });

  it('takes the rules of the repository above, lets .sagemakerignore overrule all, and always sends the script', async () => {
    await put(folder, '.git/HEAD');
    await put(folder, '.git/info/exclude', 'local.py\n');
    await put(folder, '.gitignore', 'generated/\nsub/train.py\n');
    await put(folder, 'sub/generated/x.py');
    await put(folder, 'sub/.sagemakerignore', '!generated/\nnotes.md\nscripts/\n!*.ckpt\n');
    for (const name of ['notes.md', 'train.py', 'local.py', 'scripts/go.py', 'scripts/no.py', 'a.ckpt'])
      await put(folder, `sub/${name}`);
    const at = join(folder, 'sub');
    const always = [join(at, 'train.py'), join(at, 'scripts', 'go.py')];
    expect(names(await listSource(at, { always }))).toEqual([
      '.sagemakerignore', 'a.ckpt', 'generated/x.py', 'scripts/go.py', 'train.py',
    ]); // prettier-ignore
  });

  it('leaves out what a channel sends, and puts generated files in place of others', async () => {
    for (const name of ['train.ipynb', 'train.py', 'data/a.csv', 'one.csv']) await put(folder, name);
    const listing = await listSource(folder, {
      channels: new Map([
        [join(folder, 'data'), 'train'],
        [join(folder, 'one.csv'), 'test'],
      ]),
      generated: [{ kind: 'generated', name: 'train.py', text: 'print()' }],
      notebook: 'train.ipynb',
    });
    expect(listing.entries).toEqual([{ kind: 'generated', name: 'train.py', text: 'print()' }]);
    expect(leftOutTexts(listing.leftOut)).toEqual([
      'data (sent as channel "train", 10 B)',
      'one.csv (sent as channel "test", 7 B)',
      'train.ipynb (sent as a script, 11 B)',
      'train.py (the script made of the notebook takes its place, 8 B)',
    ]);
  });

  it('keeps links inside the folder, follows those that lead out, and is safe with circles', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'outside-'));
    await put(outside, 'shared/lib.py');
    await symlink(outside, join(outside, 'shared', 'again'));
    for (const name of ['a/train.py', 'ignored.py', 'b/x.py']) await put(folder, name);
    await put(folder, '.sagemakerignore', 'ignored.py\n');
    const link = (to: string, name: string) => symlink(to, join(folder, name));
    await link('a/train.py', 'same.py');
    await link('same.py', 'chain.py');
    await link(join(folder, 'a'), 'b/absolute');
    await link('ignored.py', 'lost.py');
    await link('nowhere', 'broken');
    await link('.', 'loop');
    await link('..', 'a/up');
    await link('self', 'self');
    await link(join(outside, 'shared'), 'shared');
    const listing = await listSource(folder);
    expect(listing.entries.map((entry) => (entry.kind === 'link' ? `${entry.name} -> ${entry.target}` : entry.name)))
      .toEqual(['.sagemakerignore', 'a/train.py', 'b/absolute -> ../a', 'b/x.py', 'chain.py -> a/train.py', 'same.py -> a/train.py', 'shared/lib.py']); // prettier-ignore
    expect(leftOutTexts(listing.leftOut)).toEqual([
      'a/up (link that runs in a circle)',
      'broken (link to what is not sent)',
      'ignored.py (ignored, 10 B)',
      'loop (link that runs in a circle)',
      'lost.py (link to what is not sent)',
      'self (link that runs in a circle)',
      'shared/again (link that runs in a circle)',
    ]);
    await rm(outside, { recursive: true });
  });

  it.skipIf(process.platform === 'win32')('leaves out pipes, and names what it may not read', async () => {
    await put(folder, 'train.py');
    await put(folder, 'secret.py');
    await put(folder, 'closed/x.py');
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    await chmod(join(folder, 'secret.py'), 0);
    await chmod(join(folder, 'closed'), 0);
    await chmod(folder, 0o755);
    const listing = await asNobody(() => listSource(folder));
    await chmod(join(folder, 'closed'), 0o755);
    expect(names(listing)).toEqual(['train.py']);
    expect(leftOutTexts(listing.leftOut)).toEqual([
      'closed (cannot be read)',
      'pipe (neither file nor folder)',
      'secret.py (cannot be read)',
    ]);
  });

  it.skipIf(process.platform === 'win32')(
    'does not guess what an unreadable ignore file leaves out',
    async () => {
      await put(folder, 'train.py');
      await put(folder, 'sub/.gitignore', 'secret.py');
      await chmod(join(folder, 'sub', '.gitignore'), 0);
      await chmod(folder, 0o755);
      await expect(asNobody(() => listSource(folder))).rejects.toMatchObject({
        reason: 'file-unreadable',
        message: `${join(folder, 'sub', '.gitignore')} cannot be read, so what it leaves out is not known.`,
      });
    },
  );

  it.skipIf(process.platform !== 'linux')('names what has a name of other bytes than UTF-8', async () => {
    await put(folder, 'train.py');
    const named = (end: string): Buffer => Buffer.from(`${folder}/caf\u00e9${end}`, 'latin1');
    await writeFile(named('.py'), 'x');
    await mkdir(named(''));
    await writeFile(named('/inside.py'), 'x');
    const listing = await listSource(folder);
    expect(names(listing)).toEqual(['train.py']);
    expect(leftOutTexts(listing.leftOut)).toEqual([
      'caf\uFFFD (its name is not UTF-8)',
      'caf\uFFFD.py (its name is not UTF-8)',
    ]);
  });

  it('ends where no source code goes on', async () => {
    await mkdir(join(folder, 'many'));
    for (let i = 0; i < 60; i += 1) await writeFile(join(folder, 'many', `${i}`), 'x');
    const listing = await listSource(folder, { mostFiles: 50 });
    expect(listing).toMatchObject({ files: 50, bytes: 50, more: true });
    await put(folder, '.gitignore', 'many/*\n');
    expect(await listSource(folder, { mostFiles: 5 })).toMatchObject({ more: true });
    expect(await listSource(folder, { mostFiles: 50 })).toMatchObject({ files: 1, more: false });
  });

  it('can be cancelled, and given up by who iterates', async () => {
    await put(folder, 'train.py');
    await expect(listSource(folder, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
    await countSource(folder).return(undefined as never);
    await expect(listSource(join(folder, 'none'))).rejects.toMatchObject({ reason: 'not-found' });
  });
});

/** Root may read everything. */
async function asNobody<T>(act: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return act();
  process.seteuid?.(65534);
  try {
    return await act();
  } finally {
    process.seteuid?.(0);
  }
}
