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
