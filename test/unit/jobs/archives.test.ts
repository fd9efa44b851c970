import { chmod, mkdir, mkdtemp, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack, type Header } from 'tar-stream';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { entriesBelow, packTarGz, type ArchiveEntry } from '../../../src/engine/jobs/pack.ts';
import { extractTarGz } from '../../../src/engine/jobs/unpack.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'archives-'));
  onTestFinished(() => rm(folder, { recursive: true }));
});

async function unpack(...entries: (Partial<Header> & { name: string; content?: string })[]): Promise<string> {
  const archive = pack();
  for (const { content, ...header } of entries) archive.entry(header, content ?? '');
  archive.finalize();
  const root = join(folder, 'root');
  await extractTarGz(Readable.from([gzipSync(await buffer(archive))]), root);
  return root;
}

test('what is packed is unpacked: folders, modes, links, names', async () => {
  const from = join(folder, 'from');
  await mkdir(join(from, 'code', 'empty'), { recursive: true });
  await writeFile(join(from, 'code', 'run ü.sh'), 'x'.repeat(200_000));
  await chmod(join(from, 'code', 'run ü.sh'), 0o755);
  await symlink('code/run ü.sh', join(from, 'link'));
  const entries: ArchiveEntry[] = [];
  for await (const entry of entriesBelow(from)) entries.push(entry);
  expect(entries.map(({ name }) => name)).toEqual(['code', 'code/empty', 'code/run ü.sh', 'link']);
  const to = join(folder, 'to');
  await extractTarGz(Readable.from(packTarGz(entries)), to);
  expect((await readFile(join(to, 'link'))).length).toBe(200_000);
  expect((await stat(join(to, 'code', 'run ü.sh'))).mode & 0o777).toBe(0o755);
  expect((await stat(join(to, 'code', 'empty'))).isDirectory()).toBe(true);
  expect(await readlink(join(to, 'link'))).toBe('code/run ü.sh');
});

test('an empty archive', async () => {
  const to = join(folder, 'to');
  await extractTarGz(Readable.from(packTarGz([])), to);
  expect((await stat(to)).isDirectory()).toBe(true);
});

test('ordinary prefixes and an absolute name stay inside', async () => {
  const root = await unpack({ name: './a/b.py', content: '1' }, { name: '/etc/x', content: '2' });
  expect(await readFile(join(root, 'a/b.py'), 'utf8')).toBe('1');
  expect(await readFile(join(root, 'etc/x'), 'utf8')).toBe('2');
});

test.each([
  [[{ name: '../evil', content: 'x' }]],
  [[{ name: 'a/../../evil', content: 'x' }]],
  [[{ name: 'l', type: 'symlink' as const, linkname: '/etc' }]],
  [[{ name: 'l', type: 'symlink' as const, linkname: '../..' }]],
  [
    [
      { name: 'd/p', type: 'symlink' as const, linkname: '.' },
      { name: 'd/q', type: 'symlink' as const, linkname: 'p/../..' },
      { name: 'd/q/evil', content: 'x' },
    ],
  ],
  [[{ name: 'h', type: 'link' as const, linkname: '../../etc/passwd' }]],
  [[{ name: 'pipe', type: 'fifo' as const }]],
])('refuses what leads out: %j', async (entries) => {
  await expect(unpack({ name: 'd/first', content: 'x' }, ...entries)).rejects.toThrow(
    /leads out of its folder|neither file/,
  );
  await expect(stat(join(folder, 'evil'))).rejects.toThrow('ENOENT');
});

test('what is no gzip is said to be none', async () => {
  await expect(extractTarGz(Readable.from([Buffer.from('hello')]), folder)).rejects.toThrow(/header/);
});
