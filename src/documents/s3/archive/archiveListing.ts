import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Header } from 'tar-stream';
import { archiveFailure, tooLarge } from './archiveFailure.ts';
import { type ArchiveLimits, archiveLimits, SizeGuard } from './archiveLimits.ts';
import { unpacked } from './unpacked.ts';

/** One file or folder of an archive. */
export interface ArchiveEntry {
  /** The names of the way to it; whatever the archive says, they lead to nothing outside. */
  readonly path: readonly string[];
  readonly type: 'file' | 'folder' | 'link';
  /** In bytes. */
  readonly size: number;
  readonly modifiedAt: Date | undefined;
  /** Where its content begins in the unpacked archive. */
  readonly offset: number;
  /** What a link points to; it is shown, never followed. */
  readonly target: string | undefined;
}

export interface ArchiveListing {
  readonly entries: readonly ArchiveEntry[];
  /** With gzip: what is inside can be reached from the beginning only. */
  readonly packed: boolean;
}

/**
 * Lists an archive from its content, keeping nothing but names, sizes and offsets.
 * @param name as messages say it. @param size of the archive, in bytes.
 * @throws UserError when it is broken, or larger than the limits.
 */
export async function listArchive(
  name: string,
  body: Readable,
  size: number,
  signal?: AbortSignal,
  limits: ArchiveLimits = archiveLimits,
): Promise<ArchiveListing> {
  // CommonJS: once bundled, only the default export is sure to be there.
  const { default: tar } = await import('tar-stream');
  const entries: ArchiveEntry[] = [];
  const stop = signal && { signal };
  try {
    const { content, packed } = await unpacked(body);
    const extract = tar.extract();
    const flow = pipeline(content, new SizeGuard(name, size, limits), extract, { ...stop });
    // What fails here fails the loop, too.
    flow.catch(() => undefined);
    let names = 0;
    for await (const file of extract) {
      const { header } = file;
      names += header.name.length + linkOf(header).length;
      if (entries.length >= limits.entries) throw tooLarge(name, `more than ${limits.entries} files`);
      if (names > limits.names) throw tooLarge(name, 'very long names');
      const entry = entryOf(header);
      if (entry) entries.push(entry);
      file.resume();
    }
    await flow;
    return { entries, packed };
  } catch (error) {
    throw archiveFailure(name, error, signal);
  } finally {
    body.destroy();
  }
}

function entryOf(header: Header): ArchiveEntry | undefined {
  const path = header.name.split('/').filter((part) => part !== '' && part !== '.');
  const type = typeOf(header);
  if (path.length === 0 || type === undefined) return undefined;
  return {
    path,
    type,
    size: type === 'file' ? header.size : 0,
    modifiedAt: header.mtime,
    offset: 'byteOffset' in header && typeof header.byteOffset === 'number' ? header.byteOffset : 0,
    target: type === 'link' ? linkOf(header) : undefined,
  };
}

/** tar-stream gives null where there is none, whatever its types say. */
function linkOf({ linkname }: { readonly linkname?: string | null }): string {
  return linkname ?? '';
}

/** Devices and pipes have no content to show. */
function typeOf({ type }: Header): ArchiveEntry['type'] | undefined {
  if (type === 'directory') return 'folder';
  if (type === 'symlink' || type === 'link') return 'link';
  return type === 'file' || type === 'contiguous-file' ? 'file' : undefined;
}
