import { constants, createWriteStream } from 'node:fs';
import { chmod, copyFile, lstat, mkdir, realpath, rm, symlink } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract, type Header } from 'tar-stream';
import { pathBelow } from './folders.ts';

function isBelow(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Makes the folder that a file is to go into; an archive's own links must not lead out of the root. */
async function safeParent(root: string, path: string): Promise<void> {
  let existing = dirname(path);
  for (;;) {
    try {
      await lstat(existing);
      break;
    } catch {
      existing = dirname(existing);
    }
  }
  if (!isBelow(await realpath(root), await realpath(existing))) {
    throw new Error(`The archive's entry "${relative(root, path)}" leads out of its folder.`);
  }
  await mkdir(dirname(path), { recursive: true });
}

async function writeEntry(root: string, header: Header, content: Readable): Promise<void> {
  const name = header.name.replace(/^(\.?\/)+/, '');
  if (name === '' || name === '.') return;
  const path = pathBelow(root, name);
  if (path === undefined) throw new Error(`The archive's entry "${header.name}" leads out of its folder.`);
  await safeParent(root, path);
  if (header.type === 'directory') {
    await mkdir(path, { recursive: true });
    return;
  }
  if (header.type === 'symlink') {
    const target = header.linkname;
    if (isAbsolute(target) || !isBelow(root, resolve(dirname(path), target))) {
      throw new Error(`The archive's link "${header.name}" leads out of its folder.`);
    }
    await rm(path, { force: true });
    await symlink(target, path);
    return;
  }
  if (header.type === 'link') {
    const original = pathBelow(root, header.linkname);
    if (original === undefined) throw new Error(`The archive's link "${name}" leads out of its folder.`);
    await safeParent(root, join(original, 'x'));
    await rm(path, { force: true });
    await copyFile(original, path, constants.COPYFILE_EXCL);
    return;
  }
  if (header.type !== 'file' && header.type !== 'contiguous-file') {
    throw new Error(
      `The archive's entry "${header.name}" is a ${header.type}, neither file, folder nor link.`,
    );
  }
  // Not through a link that an earlier entry made.
  await rm(path, { force: true });
  await pipeline(content, createWriteStream(path, { flags: 'wx' }));
  if (process.platform !== 'win32') await chmod(path, 0o600 | (header.mode & 0o777));
}

/**
 * Unpacks a `.tar.gz` into a folder, streaming. Files, folders and links inside the folder; nothing is written outside.
 * @throws Error saying which entry is unacceptable, or zlib's when the content is not gzip.
 */
export async function extractTarGz(archive: Readable, folder: string, signal?: AbortSignal): Promise<void> {
  await mkdir(folder, { recursive: true });
  const entries = extract();
  const writing = (async () => {
    for await (const entry of entries) {
      await writeEntry(folder, entry.header, entry as unknown as Readable);
      entry.resume();
    }
  })();
  const reading = pipeline(archive, createGunzip(), entries, { ...(signal && { signal }) });
  // Whichever fails ends the other; the archive's own fault is the one to tell of.
  await Promise.all([writing.catch((error: unknown) => failWith(entries, error)), reading]);
}

function failWith(stream: { destroy(error?: Error): unknown }, error: unknown): never {
  stream.destroy(error instanceof Error ? error : new Error(String(error)));
  throw error;
}
