import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { UserError } from '../../platform/userError.ts';
import { isAbsent } from './fileErrors.ts';

/** What a file was when it was hashed. */
export interface HashedFile {
  /** In bytes. */
  readonly size: number;
  /** Of its content, 64 hexadecimal digits. */
  readonly sha256: string;
}

/** Remembers what files hashed to, by what the file system says of them without being read. */
export interface HashMemory {
  get(path: string, facts: string): string | undefined;
  set(path: string, facts: string, sha256: string): void;
}

/** Bytes read at once. */
const chunk = 1 << 20;
/**
 * A file that was written this recently may be written again within one tick of its clock, with nothing to see of it: its
 * hash is not remembered. Milliseconds; FAT's clock ticks every two seconds.
 */
const tick = 2500;

/**
 * The hash of a file's content, read only when the file system says that it may have changed.
 * @throws UserError `changed-meanwhile` when it changes while it is read, or is gone; the file system's own errors.
 */
export async function hashFile(path: string, memory?: HashMemory, signal?: AbortSignal): Promise<HashedFile> {
  const handle = await openListed(path);
  try {
    const before = await handle.stat({ bigint: true });
    const facts = factsOf(before);
    const size = Number(before.size);
    const known = memory?.get(path, facts);
    if (known !== undefined) return { size, sha256: known };
    const { sha256, bytes } = await hashOf(handle, size, signal);
    if (bytes !== size || factsOf(await handle.stat({ bigint: true })) !== facts) throw changedError(path);
    if (Date.now() - Number(before.mtimeNs / 1_000_000n) > tick) memory?.set(path, facts, sha256);
    return { size, sha256 };
  } finally {
    await handle.close();
  }
}

/** Opens a file that was there when its folder was read. @throws UserError `changed-meanwhile` when it is gone */
export async function openListed(path: string): Promise<FileHandle> {
  try {
    return await open(path);
  } catch (error) {
    if (!isAbsent(error)) throw error;
    throw new UserError('changed-meanwhile', `${path} is gone since its folder was read.`, {
      advice: 'Launch again: the folder is read as it is now.',
      cause: error,
    });
  }
}

/** Somebody writes to the file while it is sent. */
export function changedError(path: string): UserError {
  return new UserError('changed-meanwhile', `${path} has changed while it was being read.`, {
    advice: 'Wait until nothing writes to it, and launch again.',
  });
}

async function hashOf(handle: FileHandle, size: number, signal?: AbortSignal) {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(Math.min(chunk, Math.max(1, size)));
  let bytes = 0;
  for (;;) {
    signal?.throwIfAborted();
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, bytes);
    if (bytesRead === 0) break;
    hash.update(buffer.subarray(0, bytesRead));
    bytes += bytesRead;
    // One that is written to without end would never be read to its end.
    if (bytes > size) break;
  }
  return { sha256: hash.digest('hex'), bytes };
}

function factsOf({ size, mtimeNs, ctimeNs, ino }: BigIntStats): string {
  return `${size} ${mtimeNs} ${ctimeNs} ${ino}`;
}
