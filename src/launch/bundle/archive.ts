import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Pack } from 'tar-stream';
import type { ContentHashes } from './contentHash.ts';
import { changedError, openListed } from './fileHashes.ts';
import type { GeneratedFile, SourceEntry, SourceFile } from './sourceEntry.ts';

/** The epoch: same files, same archive, to the byte. */
const noTime = new Date(0);
/** Bytes read at once. */
const chunk = 256 * 1024;
/** As `tar czf`. */
const level = 6;

/**
 * A tar.gz of the entries, as a stream that is made while it is read: in their order, without times, owners and groups. A file
 * whose content is not what was hashed, or which is gone, fails the stream with UserError `changed-meanwhile`.
 */
export async function archiveStream(
  entries: readonly SourceEntry[],
  hashes: ContentHashes,
  signal?: AbortSignal,
): Promise<Readable> {
  // CommonJS: once bundled, only the default export is sure to be there.
  const { default: tar } = await import('tar-stream');
  const pack = tar.pack({ highWaterMark: chunk });
  const gzip = createGzip({ level, chunkSize: chunk });
  const stop = (error: unknown): void => {
    const reason = error instanceof Error ? error : new Error(String(error));
    pack.destroy(reason);
    gzip.destroy(reason);
  };
  pipeline(pack, gzip, { ...(signal && { signal }) }).catch(stop);
  addAll(pack, entries, hashes, signal).then(() => pack.finalize(), stop);
  return gzip;
}

async function addAll(
  pack: Pack,
  entries: readonly SourceEntry[],
  hashes: ContentHashes,
  signal?: AbortSignal,
): Promise<void> {
  const common = { uid: 0, gid: 0, mtime: noTime };
  for (const entry of entries) {
    signal?.throwIfAborted();
    const { name } = entry;
    if (entry.kind === 'link') {
      pack.entry({ ...common, name, type: 'symlink', linkname: entry.target, mode: 0o777 });
      continue;
    }
    const mode = entry.kind === 'file' && entry.executable ? 0o755 : 0o644;
    const size = entry.kind === 'file' ? entry.size : Buffer.byteLength(entry.text);
    const header = { ...common, name, type: 'file', mode, size } as const;
    const content = entry.kind === 'file' ? fileContent(entry, hashes.get(name)) : textContent(entry);
    // As fast as the archive is read, and no faster.
    await pipeline(content, pack.entry(header));
  }
}

async function* textContent({ text }: GeneratedFile): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

/** Never more than was promised, and all of it: else the archive would be spoiled in silence. */
async function* fileContent({ path, size }: SourceFile, sha256: string | undefined): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  const handle = await openListed(path);
  try {
    for (let at = 0; at < size;) {
      const piece = Buffer.allocUnsafe(Math.min(chunk, size - at));
      const { bytesRead } = await handle.read(piece, 0, piece.length, at);
      if (bytesRead === 0) throw changedError(path);
      const bytes = piece.subarray(0, bytesRead);
      hash.update(bytes);
      yield bytes;
      at += bytesRead;
    }
    if (hash.digest('hex') !== sha256) throw changedError(path);
  } finally {
    await handle.close();
  }
}
