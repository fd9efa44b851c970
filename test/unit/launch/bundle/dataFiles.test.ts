import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listDataFiles } from '../../../../src/launch/bundle/dataFiles.ts';
import { put } from './sourceKit.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'data-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('listDataFiles', () => {
  it('sends data whole, whatever ignore files say, and what links lead to', async () => {
    for (const name of ['.gitignore', 'b/train.csv', 'a.csv', '.git/HEAD', 'venv/x']) await put(folder, name);
    await symlink('a.csv', join(folder, 'same.csv'));
    const files = await listDataFiles(folder);
    expect(files.map(({ name }) => name)).toEqual([
      '.gitignore',
      'a.csv',
      'b/train.csv',
      'same.csv',
      'venv/x',
    ]);
    expect((await listDataFiles(join(folder, 'a.csv'))).map(({ name }) => name)).toEqual(['a.csv']);
  });

  it('says what cannot be sent', async () => {
    await expect(listDataFiles(folder)).rejects.toThrow('The data folder is empty');
    await expect(listDataFiles(join(folder, 'none'))).rejects.toMatchObject({ reason: 'not-found' });
    for (const name of ['a', 'b', 'c']) await put(folder, name);
    await expect(listDataFiles(folder, { most: 2 })).rejects.toThrow('more than 2 files');
    await symlink('gone', join(folder, 'link'));
    await expect(listDataFiles(folder)).rejects.toMatchObject({ reason: 'not-found' });
    await rm(join(folder, 'link'));
    await symlink('.', join(folder, 'loop'));
    await expect(listDataFiles(folder)).rejects.toThrow('runs in a circle');
  });
});
