import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { SourceFile } from './sourceFiles.ts';

/** The epoch: same files, same bundle, to the byte. */
const noTime = new Date(0);

/**
 * A tar.gz of the files, as a stream that is made while it is read: sorted names, no times, no owners. A file that
 * changes its size meanwhile fails the stream.
 */
export async function bundleStream(files: readonly SourceFile[], signal?: AbortSignal): Promise<Readable> {
  // CommonJS: once bundled, only the default export is sure to be there.
  const { default: tar } = await import('tar-stream');
  const pack = tar.pack();
  const gzip = createGzip();
  const stop = (error: unknown): void => {
    const reason = error instanceof Error ? error : new Error(String(error));
    pack.destroy(reason);
    gzip.destroy(reason);
  };
  pipeline(pack, gzip, { ...(signal && { signal }) }).catch(stop);
  addAll().then(() => pack.finalize(), stop);
  return gzip;

  async function addAll(): Promise<void> {
    for (const { path, name, size } of files) {
      const header = { name, size, mode: 0o644, uid: 0, gid: 0, mtime: noTime };
      // Never more than was promised: a file that grows would spoil the archive, one that shrinks fails it.
      if (size === 0) pack.entry(header, '');
      else
        await pipeline(createReadStream(path, { end: size - 1 }), pack.entry(header), {
          ...(signal && { signal }),
        });
    }
  }
}
