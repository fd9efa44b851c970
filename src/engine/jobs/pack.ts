import { createReadStream } from 'node:fs';
import { lstat, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack, type Pack } from 'tar-stream';

/** One thing to pack. */
export interface ArchiveEntry {
  /** Name in the archive, `/` between its parts. */
  readonly name: string;
  readonly path: string;
  readonly kind: 'file' | 'directory' | 'symlink';
  /** Bytes, of files. */
  readonly size: number;
  readonly mode: number;
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number;
}

/** Everything below a folder in name order; links are not followed. A folder that is not there is empty. */
export async function* entriesBelow(folder: string, prefix = ''): AsyncGenerator<ArchiveEntry> {
  const names = await readdir(join(folder, prefix)).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  });
  for (const child of names.sort()) {
    const name = prefix === '' ? child : `${prefix}/${child}`;
    const path = join(folder, name);
    const found = await lstat(path);
    const kind = found.isFile() ? 'file' : found.isDirectory() ? 'directory' : 'symlink';
    // Sockets and pipes that a script left are nothing to keep.
    if (kind === 'symlink' && !found.isSymbolicLink()) continue;
    yield { name, path, kind, size: found.size, mode: found.mode & 0o777, modifiedAt: found.mtimeMs };
    if (kind === 'directory') yield* entriesBelow(folder, name);
  }
}

async function addEntry(archive: Pack, entry: ArchiveEntry): Promise<void> {
  const header = { name: entry.name, mode: entry.mode, mtime: new Date(entry.modifiedAt) };
  if (entry.kind === 'file') {
    const target = archive.entry({ ...header, size: entry.size, type: 'file' });
    await pipeline(createReadStream(entry.path), target as unknown as NodeJS.WritableStream);
    return;
  }
  const linkname = entry.kind === 'symlink' ? await readlink(entry.path) : undefined;
  archive.entry({ ...header, type: entry.kind, ...(linkname !== undefined && { linkname }) });
}

/** A `.tar.gz` of the given entries, made as it is read. */
export async function* packTarGz(entries: Iterable<ArchiveEntry>): AsyncGenerator<Uint8Array> {
  const archive = pack();
  const gzip = createGzip();
  const piping = pipeline(archive as unknown as NodeJS.ReadableStream, gzip);
  const filling = (async () => {
    for (const entry of entries) await addEntry(archive, entry);
    archive.finalize();
  })().catch((error: unknown) => {
    archive.destroy(error instanceof Error ? error : new Error(String(error)));
    throw error;
  });
  // Both reject when the reading below fails or is given up; `Promise.all` after it tells of them.
  const done = Promise.allSettled([filling, piping]);
  try {
    yield* gzip as AsyncIterable<Uint8Array>;
  } finally {
    gzip.destroy();
    archive.destroy();
    await done;
  }
  for (const result of await done) if (result.status === 'rejected') throw result.reason;
}
