import { createHash } from 'node:crypto';
import { chmod, mkdtemp, rm, symlink, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { archiveStream } from '../../../../src/launch/bundle/archive.ts';
import { contentHashes, sourceHash } from '../../../../src/launch/bundle/contentHash.ts';
import { listSource } from '../../../../src/launch/bundle/countSource.ts';
import type { HashMemory } from '../../../../src/launch/bundle/fileHashes.ts';
import type { GeneratedFile } from '../../../../src/launch/bundle/sourceEntry.ts';
import { put } from './sourceKit.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'archive-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('archiveStream', () => {
  it('holds files, links and generated files, the same to the byte whenever it is made', async () => {
    const long = `long/${'n'.repeat(120)}/ü.py`;
    await put(folder, 'b.py', 'print(1)\n');
    await put(folder, 'run.sh', 'true');
    await chmod(join(folder, 'run.sh'), 0o750);
    await put(folder, long, 'x');
    await put(folder, 'empty.py', '');
    await put(folder, 'big.bin', 'z'.repeat(1_000_001));
    await symlink('b.py', join(folder, 'same.py'));
    const generated = [{ kind: 'generated', name: 'nb.py', text: '# é\n' }] as const;
    const first = await bundle(generated);
    await utimes(join(folder, 'b.py'), 1, 1);
    const second = await bundle(generated);
    expect(second.archive).toBe(first.archive);
    expect(second.content).toBe(first.content);
    expect(first.entries).toEqual({
      'b.py': [0o644, 'print(1)\n'],
      'big.bin': [0o644, 'z'.repeat(1_000_001)],
      'empty.py': [0o644, ''],
      [long]: [0o644, 'x'],
      'nb.py': [0o644, '# é\n'],
      'run.sh': [0o755, 'true'],
      'same.py': [0o777, '-> b.py'],
    });
  });

  it('has another hash when a name, a content or what may be run changes', async () => {
    await put(folder, 'a.py', 'x');
    const seen = new Set([(await bundle()).content]);
    await chmod(join(folder, 'a.py'), 0o755);
    seen.add((await bundle()).content);
    await put(folder, 'a.py', 'y');
    seen.add((await bundle()).content);
    await put(folder, 'b.py', '');
    seen.add((await bundle()).content);
    expect(seen.size).toBe(4);
  });

  it('notices a file that changes after it was hashed, grows, shrinks or goes', async () => {
    await put(folder, 'a.py', 'x'.repeat(10));
    const { entries } = await listSource(folder);
    const hashes = await contentHashes(entries);
    for (const text of ['y'.repeat(10), 'x'.repeat(9), '']) {
      await put(folder, 'a.py', text);
      await expect(drain(await archiveStream(entries, hashes))).rejects.toMatchObject({
        reason: 'changed-meanwhile',
      });
    }
    await rm(join(folder, 'a.py'));
    const gone = {
      reason: 'changed-meanwhile',
      message: `${join(folder, 'a.py')} is gone since its folder was read.`,
    };
    await expect(drain(await archiveStream(entries, hashes))).rejects.toMatchObject(gone);
    await expect(contentHashes(entries)).rejects.toMatchObject(gone);
  });

  it('ends when it is aborted', async () => {
    await put(folder, 'a.py', 'x');
    const { entries } = await listSource(folder);
    const stream = await archiveStream(entries, await contentHashes(entries), AbortSignal.abort());
    await expect(drain(stream)).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('contentHashes', () => {
  it('reads a file again only when the file system says that it may have changed', async () => {
    const known = new Map<string, string>();
    const memory: HashMemory = {
      get: (path, facts) => known.get(`${path} ${facts}`),
      set: (path, facts, sha256) => known.set(`${path} ${facts}`, sha256),
    };
    await put(folder, 'a.py', 'x');
    const { entries } = await listSource(folder);
    await contentHashes(entries, { memory });
    // Written just now: it could be written again within the same tick of the clock.
    expect(known.size).toBe(0);
    await utimes(join(folder, 'a.py'), 1e9, 1e9);
    await contentHashes(entries, { memory });
    expect(known.size).toBe(1);
    for (const key of known.keys()) known.set(key, 'remembered');
    expect((await contentHashes(entries, { memory })).get('a.py')).toBe('remembered');
    await put(folder, 'a.py', 'y');
    await utimes(join(folder, 'a.py'), 1e9, 1e9);
    expect((await contentHashes(entries, { memory })).get('a.py')).not.toBe('remembered');
  });
});

async function bundle(generated: readonly GeneratedFile[] = []) {
  const { entries } = await listSource(folder, { generated });
  const hashes = await contentHashes(entries);
  const bytes = await drain(await archiveStream(entries, hashes));
  const read: Record<string, [number | undefined, string]> = {};
  const reader = extract();
  const written = pipeline([bytes], createGunzip(), reader);
  for await (const entry of reader) {
    let text = '';
    for await (const piece of entry) text += String(piece);
    const { header } = entry;
    read[header.name] = [header.mode, header.type === 'symlink' ? `-> ${header.linkname}` : text];
    expect(header).toMatchObject({ uid: 0, gid: 0, mtime: new Date(0) });
  }
  await written;
  const archive = createHash('sha256').update(bytes).digest('hex');
  return { archive, content: sourceHash(entries, hashes), entries: read };
}

async function drain(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}
