import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { forgetOldSessions, makeDebugFolders } from '../../../../src/launch/debug/debugFolders.ts';
import { newSpec } from '../../../../src/launch/spec/newSpec.ts';

let home = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'debug-folders-'));
});
afterEach(() => rm(home, { recursive: true }));

it('leaves folders where they are, puts a single file into one, and begins empty', async () => {
  const [data, file, base] = [join(home, 'data'), join(home, 'rows.csv'), join(home, 'session')];
  await mkdir(data);
  await writeFile(file, '1,2\n');
  await mkdir(join(base, 'model'), { recursive: true });
  await writeFile(join(base, 'model', 'old.bin'), '');
  const channels = [
    { name: 'train', source: { path: data } },
    { name: 'test', source: { path: file } },
  ];
  const { channels: folders, model } = await makeDebugFolders(base, {
    ...newSpec(home, 'train.py'),
    channels,
  });
  expect(folders).toEqual({ train: data, test: join(base, 'input', 'data', 'test') });
  expect(await readFile(join(folders['test'] ?? '', 'rows.csv'), 'utf8')).toBe('1,2\n');
  expect(await readdir(model)).toEqual([]);
});

it('keeps the folder of a session that may still run, and removes those of long ago', async () => {
  await mkdir(join(home, 'train-1'));
  await forgetOldSessions(home, Date.now() + 60 * 60 * 1000);
  expect(await readdir(home)).toEqual(['train-1']);
  await forgetOldSessions(home, Date.now() + 25 * 60 * 60 * 1000);
  expect(await readdir(home)).toEqual([]);
  await forgetOldSessions(join(home, 'not-there'), Date.now());
});

it('says what is not on this disk, and removes nothing then', async () => {
  const base = join(home, 'session');
  await mkdir(base);
  await writeFile(join(base, 'kept'), '');
  const dataSource = { S3DataSource: { S3DataType: 'S3Prefix' as const, S3Uri: 's3://bucket/data' } };
  const remote = { ...newSpec(home, 'train.py'), channels: [{ name: 'train', source: { dataSource } }] };
  await expect(makeDebugFolders(base, remote)).rejects.toThrow('"train" is not on this disk');
  const gone = { ...remote, channels: [{ name: 'train', source: { path: join(home, 'gone') } }] };
  expect(await readdir(base)).toEqual(['kept']);
  await expect(makeDebugFolders(base, gone)).rejects.toThrow('cannot be read');
});
