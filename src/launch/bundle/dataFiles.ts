import { opendir, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { UserError } from '../../platform/userError.ts';
import { isAbsent, isUnreadable } from './fileErrors.ts';
import { byName, type SourceFile } from './sourceEntry.ts';
import { nameBelow } from './sourceLinks.ts';

/** More files than this are not for a launch to send one by one. */
const mostDataFiles = 200_000;
/** S3's limit for a key, in bytes of UTF-8, with room for the prefix. */
const longestName = 1024 - 200;
const never = new Set(['.git', '.DS_Store']);

/**
 * All files of a data folder, or the one file, sorted by name. Nothing but `.git` and `.DS_Store` is left out; links are
 * followed, since S3 has none.
 * @throws UserError saying which entry cannot be sent, and why.
 */
export async function listDataFiles(
  path: string,
  options: { most?: number; signal?: AbortSignal } = {},
): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  try {
    const found = await stat(path);
    if (found.isFile()) return [file(path, basename(path), found.size)];
    const waiting = [{ at: path, inside: [await realpath(path)] }];
    for (let folder = waiting.pop(); folder; folder = waiting.pop()) {
      for await (const entry of await opendir(folder.at, { bufferSize: 256 })) {
        if (never.has(entry.name)) continue;
        options.signal?.throwIfAborted();
        const at = join(folder.at, entry.name);
        const what = entry.isSymbolicLink() || entry.isFile() ? await stat(at) : entry;
        if (what.isDirectory()) {
          const real = await realpath(at);
          if (folder.inside.some((other) => nameBelow(real, other) !== undefined)) throw circle(at);
          waiting.push({ at, inside: [...folder.inside, real] });
        } else if (what.isFile() && 'size' in what)
          files.push(file(at, nameBelow(path, at) ?? '', what.size));
        else throw new UserError('invalid-input', `${at} is neither a file nor a folder.`);
        if (files.length > (options.most ?? mostDataFiles))
          throw tooMany(path, options.most ?? mostDataFiles);
      }
    }
  } catch (error) {
    throw said(path, error);
  }
  if (files.length === 0) throw new UserError('invalid-input', `The data folder is empty: ${path}`);
  return files.sort(byName);
}

function file(path: string, name: string, size: number): SourceFile {
  if (Buffer.byteLength(name) > longestName || /[\0\r\n]/.test(name))
    throw new UserError('invalid-input', `S3 does not take the name of ${path}.`);
  return { kind: 'file', name, path, size, executable: false };
}

function circle(path: string): UserError {
  return new UserError('invalid-input', `${path} is a link that runs in a circle.`);
}

function tooMany(path: string, most: number): UserError {
  const message = `The data folder has more than ${most.toLocaleString('en-US')} files: ${path}`;
  return new UserError('invalid-input', message, {
    advice:
      'Send it with the AWS CLI ("aws s3 sync"), or pack it into fewer files, and give its S3 URI here.',
  });
}

function said(path: string, error: unknown): unknown {
  const at = error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : path;
  if (isUnreadable(error)) return new UserError('file-unreadable', `${at} cannot be read.`, { cause: error });
  if (isAbsent(error)) return new UserError('not-found', `${at} is not there.`, { cause: error });
  return error;
}
