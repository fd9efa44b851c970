import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleStream } from '../../../src/launch/sourceBundle.ts';
import { listDataFiles, listSourceFiles, type SourceFile } from '../../../src/launch/sourceFiles.ts';

let folder: string;
const write = async (name: string, text = name) => {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), text);
};
const names = (files: readonly SourceFile[]) => files.map(({ name }) => name);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bundle-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('listSourceFiles', () => {
  it('leaves out repositories, environments, caches and ignored files', async () => {
    for (const name of [
      'train.py',
      'pkg/model.py',
      'pkg/__pycache__/model.pyc',
      '.git/HEAD',
      'node_modules/x/i.js',
      'big/a.bin',
    ])
      await write(name);
    await write('my-env/pyvenv.cfg');
    await write('my-env/lib/x.py');
    await write('.gitignore', 'big/\n*.log\n');
    await write('out.log');
    await write('pkg/.gitignore', '!keep.log\n');
    await write('pkg/keep.log');
    expect(names(await listSourceFiles(folder))).toEqual([
      '.gitignore',
      'pkg/.gitignore',
      'pkg/keep.log',
      'pkg/model.py',
      'train.py',
    ]);
  });

  it('takes the rules of the repository above, lets .sagemakerignore overrule them, and always sends the script', async () => {
    await write('.git/HEAD');
    await write('.gitignore', 'generated/\nsub/train.py\n');
    await write('sub/generated/x.py');
    await write('sub/.sagemakerignore', '!generated/\nnotes.md\n');
    await write('sub/notes.md');
    await write('sub/train.py');
    const script = join(folder, 'sub', 'train.py');
    const files = await listSourceFiles(join(folder, 'sub'), { always: [script] });
    expect(names(files)).toEqual(['.sagemakerignore', 'generated/x.py', 'train.py']);
  });

  it('leaves out the data that is sent as a channel, and is safe with links that run in circles', async () => {
    await write('train.py');
    await write('data/train.csv');
    await symlink(folder, join(folder, 'loop'));
    await symlink(join(folder, 'nowhere'), join(folder, 'broken'));
    await symlink(join(folder, 'train.py'), join(folder, 'same.py'));
    const files = await listSourceFiles(folder, { except: [join(folder, 'data')] });
    expect(names(files)).toEqual(['same.py', 'train.py']);
  });

  it('sends data whole', async () => {
    await write('.gitignore', '*.csv');
    await write('train.csv');
    await write('venv/x');
    expect(names(await listDataFiles(folder))).toEqual(['.gitignore', 'train.csv', 'venv/x']);
  });
});

describe('bundleStream', () => {
  it('holds the files, the same to the byte whenever it is made', async () => {
    await write('b.py', 'print(1)\n');
    await write(`long/${'n'.repeat(120)}.py`, 'x');
    await write('empty.py', '');
    const first = await bundle();
    await utimes(join(folder, 'b.py'), 1, 1);
    const second = await bundle();
    expect(second.hash).toBe(first.hash);
    expect(first.entries).toEqual({
      'b.py': 'print(1)\n',
      'empty.py': '',
      [`long/${'n'.repeat(120)}.py`]: 'x',
    });
  });

  it('ends with an error when it is aborted or a file has gone', async () => {
    await write('b.py', 'x');
    const files = await listSourceFiles(folder);
    const aborted = await bundleStream(files, AbortSignal.abort());
    await expect(drain(aborted)).rejects.toThrow();
    await rm(join(folder, 'b.py'));
    await expect(drain(await bundleStream(files))).rejects.toThrow('ENOENT');
  });
});

async function bundle(): Promise<{ hash: string; entries: Record<string, string> }> {
  const bytes = await drain(await bundleStream(await listSourceFiles(folder)));
  const entries: Record<string, string> = {};
  const reader = extract();
  const written = pipeline(
    async function* () {
      yield bytes;
    },
    createGunzip(),
    reader,
  );
  for await (const entry of reader) {
    let text = '';
    for await (const chunk of entry) text += String(chunk);
    entries[entry.header.name] = text;
    expect(entry.header).toMatchObject({ mode: 0o644, uid: 0, gid: 0, mtime: new Date(0) });
  }
  await written;
  return { hash: createHash('sha256').update(bytes).digest('hex'), entries };
}

async function drain(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
