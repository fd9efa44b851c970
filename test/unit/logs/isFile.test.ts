import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isFile } from '../../../src/logs/isFile.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'is-file-'));
  await writeFile(join(folder, 'a.py'), '');
  await symlink('loop.py', join(folder, 'loop.py'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('knows a file, and takes what cannot be looked at for none', async () => {
  expect(await isFile(join(folder, 'a.py'))).toBe(true);
  const none = ['', 'b.py', 'a.py/b.py', 'loop.py', 'x'.repeat(10_000), 'a\0b'];
  for (const name of none) expect(await isFile(join(folder, name))).toBe(false);
});
