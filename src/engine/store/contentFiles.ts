import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type LentContent } from '../http/message.ts';

/** A file of content: a whole object, or one part of one. */
export interface ContentFile {
  /** Made up by the engine; never derived from a key. */
  readonly file: string;
  /** Bytes. */
  readonly size: number;
  /** Hex MD5 of the content. */
  readonly md5: string;
}

/** A piece of a file to be read, both ends inclusive. */
export interface FileSlice {
  readonly file: string;
  readonly first: number;
  readonly last: number;
}

/** Few large reads are cheaper than many small ones. */
const READ_CHUNK = 256 * 1024;

/** Bytes one after another, all in the same memory. */
async function* readInto(
  memory: Buffer,
  path: string,
  { first, last }: FileSlice,
): AsyncGenerator<Uint8Array> {
  const handle = await open(path, 'r');
  try {
    for (let at = first; at <= last;) {
      const { bytesRead } = await handle.read(memory, 0, Math.min(memory.length, last - at + 1), at);
      if (bytesRead === 0) throw new Error(`${path} is shorter than it was written.`);
      at += bytesRead;
      yield memory.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

/**
 * The files under `objects/`. A new file grows in `incoming/` and moves to its place when the database knows it
 * ({@link adopt}); what a crash leaves in `incoming/` is sorted out at the next start. A file that is being read is
 * removed only after the reader has done with it.
 */
export class ContentFiles {
  readonly #root: string;
  readonly #incoming: string;
  readonly #readers = new Map<string, number>();
  readonly #retired = new Set<string>();
  readonly #removed: (files: readonly string[]) => void;

  /**
   * @param isKnown whether the database names a file
   * @param removed told which retired files are gone from the disk
   */
  constructor(root: string, isKnown: (file: string) => boolean, removed: (files: readonly string[]) => void) {
    this.#root = root;
    this.#incoming = join(root, 'incoming');
    this.#removed = removed;
    mkdirSync(this.#incoming, { recursive: true });
    for (const file of readdirSync(this.#incoming)) {
      if (isKnown(file)) this.adopt(file);
      else rmSync(join(this.#incoming, file), { force: true });
    }
  }

  /** Streams content to a new file and syncs it to the disk; on any error nothing of it stays. */
  async write(content: AsyncIterable<Uint8Array>): Promise<ContentFile> {
    const file = randomUUID();
    const path = join(this.#incoming, file);
    const handle = await open(path, 'wx');
    try {
      const written = await copyInto(handle, content);
      await handle.sync();
      await handle.close();
      await syncDirectory(this.#incoming);
      return { file, ...written };
    } catch (error) {
      await handle.close().catch(() => undefined);
      await unlink(path);
      throw error;
    }
  }

  /** Moves a file to its place; call it right after the transaction that names the file, without awaiting between. */
  adopt(file: string): void {
    mkdirSync(join(this.#root, file.slice(0, 2)), { recursive: true });
    renameSync(join(this.#incoming, file), this.#path(file));
  }

  /** Removes a file that was written but not adopted. */
  async discard(file: string): Promise<void> {
    await unlink(join(this.#incoming, file));
  }

  /** Reads slices one after another; their files stay until `release` is called. */
  hold(slices: readonly FileSlice[]): LentContent {
    for (const { file } of slices) this.#readers.set(file, (this.#readers.get(file) ?? 0) + 1);
    let isHeld = true;
    const path = (file: string): string => this.#path(file);
    return {
      isLent: true,
      async *[Symbol.asyncIterator]() {
        const size = slices.reduce((sum, { first, last }) => sum + last - first + 1, 0);
        const memory = Buffer.allocUnsafeSlow(Math.max(1, Math.min(size, READ_CHUNK)));
        for (const slice of slices) yield* readInto(memory, path(slice.file), slice);
      },
      release: () => {
        if (!isHeld) return;
        isHeld = false;
        this.#release(slices);
      },
    };
  }

  /** Removes files that the database no longer names, as soon as nobody reads them. */
  retire(files: readonly string[]): void {
    for (const file of files) this.#retired.add(file);
    this.#removeUnread(files);
  }

  #release(slices: readonly FileSlice[]): void {
    for (const { file } of slices) {
      const readers = (this.#readers.get(file) ?? 1) - 1;
      if (readers > 0) this.#readers.set(file, readers);
      else this.#readers.delete(file);
    }
    this.#removeUnread(slices.map(({ file }) => file));
  }

  #removeUnread(files: readonly string[]): void {
    const gone = files.filter((file) => this.#retired.has(file) && !this.#readers.has(file));
    for (const file of gone) {
      rmSync(this.#path(file), { force: true });
      this.#retired.delete(file);
    }
    if (gone.length > 0) this.#removed(gone);
  }

  #path(file: string): string {
    return join(this.#root, file.slice(0, 2), file);
  }
}

async function copyInto(
  handle: FileHandle,
  content: AsyncIterable<Uint8Array>,
): Promise<{ size: number; md5: string }> {
  const hash = createHash('md5');
  let size = 0;
  for await (const chunk of content) {
    hash.update(chunk);
    for (let done = 0; done < chunk.length;) {
      done += (await handle.write(chunk, done)).bytesWritten;
    }
    size += chunk.length;
  }
  return { size, md5: hash.digest('hex') };
}

/** A new file's name is durable only when its directory is; Windows has no such call and needs none. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
