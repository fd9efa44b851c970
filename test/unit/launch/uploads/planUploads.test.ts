import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { newSpec } from '../../../../src/launch/spec/newSpec.ts';
import { LaunchStore } from '../../../../src/launch/uploads/launchStore.ts';
import { planUploads } from '../../../../src/launch/uploads/planUploads.ts';
import { put } from '../bundle/sourceKit.ts';

/** Whose files go once their folders were read, so many times. */
class Restless extends LaunchStore {
  readonly #files: string[];

  constructor(...files: string[]) {
    super(undefined);
    this.#files = files;
  }

  override async withHashes<T>(...[folder, act]: Parameters<LaunchStore['withHashes']>): Promise<T> {
    const next = this.#files.findIndex((file) => file.startsWith(folder));
    const [file] = next < 0 ? [] : this.#files.splice(next, 1);
    if (file !== undefined) await rm(file);
    return super.withHashes(folder, act) as Promise<T>;
  }
}

it('reads a folder again whose files go while it is read', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'plan-'));
  try {
    const names = ['src/train.py', 'src/swap.tmp', 'data/a.csv', 'data/b.csv', 'data/c.csv', 'data/d.csv'];
    for (const name of names) await put(folder, name);
    const files = (...some: string[]) => some.map((name) => join(folder, name));
    const spec = {
      ...newSpec(join(folder, 'src'), 'train.py'),
      channels: [{ name: 'train', source: { path: join(folder, 'data') } }],
    };
    const connection = { region: 'us-east-1', accountId: () => Promise.resolve('000000000000') };
    const plan = (...going: string[]) =>
      planUploads(connection, spec, {
        store: new Restless(...files(...going)),
        signal: new AbortController().signal,
      });
    const first = await plan('src/swap.tmp', 'data/a.csv');
    expect(first.problems).toEqual([]);
    expect(first.source?.listing.entries.map(({ name }) => name)).toEqual(['train.py']);
    expect(first.channels[0]?.files.map(({ name }) => name)).toEqual(['b.csv', 'c.csv', 'd.csv']);
    // One that never stands still is said.
    const { problems } = await plan('data/b.csv', 'data/c.csv');
    expect(problems).toMatchObject([{ field: 'channel', path: ['train'], severity: 'error' }]);
    expect(problems[0]?.message).toBe(
      `${files('data/c.csv').join()} is gone since its folder was read. Launch again: the folder is read as it is now.`,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('says what requirements.txt names and the job will not find, at the source', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'plan-'));
  try {
    const src = join(folder, 'src');
    await put(src, 'train.py');
    const lines = [
      ...['-r base.txt', '-r ../outer.txt', '-c left/out.txt', '-e ./lib', './wheels/a.whl', '-e .'],
      ...[
        '-r none.txt',
        '-r https://example.org/a.txt',
        '--extra-index-url https://example.org',
        '-r ${X}/a',
      ],
      ...['/opt/nowhere/a.whl', 'numpy', 'a @ file:///a.whl'],
    ];
    await put(src, 'requirements.txt', lines.join('\n'));
    await put(src, 'base.txt', '-r requirements.txt\n-r more/deep.txt');
    await put(src, 'more/deep.txt', '-r ../base.txt\n-r gone.txt\n./lib');
    await put(src, 'left/out.txt');
    await put(src, 'lib/setup.py');
    await put(src, 'wheels/a.whl');
    await put(src, '.gitignore', 'left\n*.whl');
    await put(folder, 'outer.txt');
    const plan = async (source: string) =>
      planUploads(
        { region: 'us-east-1', accountId: () => Promise.resolve('000000000000') },
        newSpec(source, 'train.py'),
        { store: new LaunchStore(undefined), signal: new AbortController().signal },
      );
    const { problems } = await plan(src);
    expect(new Set(problems.map(({ field, severity }) => `${field} ${severity}`))).toEqual(
      new Set(['bundle warning']),
    );
    const end = '. Where the job installs requirements.txt, pip fails.';
    expect(problems.map(({ message }) => message.replace(end, ''))).toEqual([
      'requirements.txt, line 2, names ../outer.txt, which is not in the source folder',
      'requirements.txt, line 3, names left/out.txt, which is not sent: ignored',
      'requirements.txt, line 5, names ./wheels/a.whl, which is not sent: ignored',
      'requirements.txt, line 7, names none.txt, which is not there',
      'more/deep.txt, line 2, names gone.txt, which is not there',
    ]);
    // A file that is not sent itself is installed nowhere.
    await put(src, '.gitignore', 'requirements.txt');
    expect((await plan(src)).problems).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
