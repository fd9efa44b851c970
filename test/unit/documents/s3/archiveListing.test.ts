import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { array, assert, asyncProperty, boolean, record, string, uint8Array } from 'fast-check';
import tar, { type Header } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { archiveLimits } from '../../../../src/documents/s3/archive/archiveLimits.ts';
import { listArchive } from '../../../../src/documents/s3/archive/archiveListing.ts';
import { archiveTree, findInArchive } from '../../../../src/documents/s3/archive/archiveTree.ts';
import { part } from '../../../../src/documents/s3/archive/part.ts';
import { unpacked } from '../../../../src/documents/s3/archive/unpacked.ts';

type File = Partial<Header> & { readonly name: string; readonly content?: Uint8Array };

async function archiveOf(files: readonly File[], gzip = true): Promise<Buffer> {
  const pack = tar.pack();
  for (const { content = new Uint8Array(), ...header } of files) {
    pack.entry(
      { ...header, size: header.type && header.type !== 'file' ? 0 : content.length },
      Buffer.from(content),
    );
  }
  pack.finalize();
  const bytes = await buffer(pack);
  return gzip ? gzipSync(bytes) : bytes;
}

/** As it comes over the network: in pieces of any size. */
function stream(bytes: Buffer, piece = 1000): Readable {
  const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, at) =>
    bytes.subarray(at * piece, (at + 1) * piece),
  );
  return Readable.from(pieces, { objectMode: false });
}

const list = (bytes: Buffer, limits = archiveLimits) =>
  listArchive('s3://b/model.tar.gz', stream(bytes), bytes.length, undefined, limits);

describe('archives', () => {
  it('are listed and read, packed or not, whatever is in them', async () => {
    const files = array(
      record({
        name: string({ minLength: 1, maxLength: 150 }).map((n) => n.replace(/[/\0]/g, '_')),
        content: uint8Array({ maxLength: 3000 }),
      }),
      { maxLength: 8 },
    ).map((all) => all.map(({ name, content }, index) => ({ name: `${index}/${name}`, content })));
    await assert(
      asyncProperty(files, boolean(), async (written, gzip) => {
        const bytes = await archiveOf(written, gzip);
        const { entries, packed } = await list(bytes);
        expect(packed).toBe(gzip);
        expect(entries.map(({ size }) => size)).toEqual(written.map(({ content }) => content.length));
        for (const [index, entry] of entries.entries()) {
          const { content } = await unpacked(stream(bytes, 7));
          const read = await buffer(part(content, entry.offset, entry.size));
          expect(read.equals(Buffer.from(written[index]?.content ?? []))).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('keep hostile names inside', async () => {
    const bytes = await archiveOf([
      { name: '../../etc/passwd', content: Buffer.from('x') },
      { name: '/abs/file', content: Buffer.from('y') },
      { name: 'link', type: 'symlink', linkname: '/etc/shadow' },
      { name: './code/./inference.py', content: Buffer.from('z') },
      { name: 'pipe', type: 'fifo' },
    ]);
    const { entries } = await list(bytes);
    expect(entries.map(({ path }) => path)).toEqual([
      ['..', '..', 'etc', 'passwd'],
      ['abs', 'file'],
      ['link'],
      ['code', 'inference.py'],
    ]);
    expect(entries[2]).toMatchObject({ type: 'link', target: '/etc/shadow', size: 0 });
    const tree = archiveTree('a', entries, 100);
    expect(findInArchive(tree, ['..', '..', 'etc', 'passwd'])).toMatchObject({ type: 'file', size: 1 });
    expect(findInArchive(tree, ['__proto__'])).toBeUndefined();
  });

  it('say so when they are broken or something else', async () => {
    const good = await archiveOf([{ name: 'a', content: new Uint8Array(5000).map((_, at) => at * 7) }]);
    await expect(list(good.subarray(0, good.length - 20))).rejects.toThrow(/is not a readable tar archive/);
    await expect(list(Buffer.from('<html>Not an archive</html>'.repeat(100)))).rejects.toThrow(
      /not a readable tar/,
    );
    await expect(list(gzipSync(Buffer.alloc(3000, 'x')))).rejects.toThrow(/not a readable tar/);
    await expect(list(Buffer.alloc(0))).resolves.toMatchObject({ entries: [] });
    await expect(list(Buffer.from([0x1f]))).rejects.toThrow(/not a readable tar/);
  });

  it('stop at their limits', async () => {
    const many = await archiveOf(Array.from({ length: 50 }, (_, at) => ({ name: `f${at}` })));
    await expect(list(many, { ...archiveLimits, entries: 20 })).rejects.toThrow(/holds more than 20 files/);
    await expect(list(many, { ...archiveLimits, names: 30 })).rejects.toThrow(/very long names/);
    const bomb = await archiveOf([{ name: 'zeros', content: new Uint8Array(4 * 2 ** 20) }]);
    expect(bomb.length).toBeLessThan(10_000);
    await expect(list(bomb, { ...archiveLimits, always: 2 ** 20, ratio: 10 })).rejects.toThrow(
      /holds more than 1 MB once unpacked/,
    );
    const deep = await archiveOf([{ name: 'a/'.repeat(200) + 'x' }]);
    const { entries } = await list(deep);
    expect(() => archiveTree('deep', entries, 100)).toThrow(/more than 100 folders/);
  });

  it('end when they are cancelled', async () => {
    const controller = new AbortController();
    const endless = Readable.from(
      (async function* () {
        const header = await archiveOf([{ name: 'a', content: new Uint8Array(600) }], false);
        yield header.subarray(0, 700);
        controller.abort();
        yield new Promise<Buffer>(() => undefined);
      })(),
      { objectMode: false },
    );
    await expect(listArchive('x', endless, 10_000, controller.signal)).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(endless.destroyed).toBe(true);
  });
});
