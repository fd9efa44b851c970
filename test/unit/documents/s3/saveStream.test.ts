import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveStream } from '../../../../src/documents/s3/transfer/saveStream.ts';

let folder = '';
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 's3-save-'))));
afterAll(() => rm(folder, { recursive: true }));

const never = new AbortController().signal;
const options = { name: 's3://b/k', size: 6, signal: never };

async function* dying(error: Error) {
  yield Buffer.from('abc');
  await Promise.resolve();
  throw error;
}

describe('a download', () => {
  it('arrives whole, and replaces what was there', async () => {
    const file = join(folder, 'whole');
    await writeFile(file, 'before');
    const pieces: number[] = [];
    await saveStream(Readable.from([Buffer.from('abc'), Buffer.from('def')]), file, {
      ...options,
      received: (bytes) => pieces.push(bytes),
    });
    expect(await readFile(file, 'utf8')).toBe('abcdef');
    expect(pieces).toEqual([3, 3]);
    await rm(file);
  });

  it('leaves no half file when the network dies, and keeps what was there', async () => {
    const file = join(folder, 'kept');
    await writeFile(file, 'before');
    const reset = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    await expect(saveStream(Readable.from(dying(reset)), file, options)).rejects.toThrow(
      /s3:\/\/b\/k broke off after 3 B; nothing was kept. socket hang up/,
    );
    expect(await readFile(file, 'utf8')).toBe('before');
    await rm(file);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is not whole when fewer bytes come than were announced', async () => {
    await expect(
      saveStream(Readable.from([Buffer.from('abc')]), join(folder, 'short'), options),
    ).rejects.toThrow(/broke off/);
    expect(await readdir(folder)).toEqual([]);
  });

  it('gives up on silence', async () => {
    const silent = new Readable({ read: () => undefined });
    await expect(saveStream(silent, join(folder, 'silent'), { ...options, patience: 20 })).rejects.toThrow(
      /Nothing has come/,
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it('is gone when it is cancelled', async () => {
    const controller = new AbortController();
    const silent = new Readable({ read: () => controller.abort() });
    const saving = saveStream(silent, join(folder, 'cancelled'), { ...options, signal: controller.signal });
    await expect(saving).rejects.toMatchObject({ name: 'AbortError' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('says what the disk says', async () => {
    const saving = saveStream(
      Readable.from([Buffer.from('abcdef')]),
      join(folder, 'no', 'such', 'f'),
      options,
    );
    await expect(saving).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
