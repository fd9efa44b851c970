import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LogEvent } from '../../follow/logSource.ts';
import { LevelReader } from '../levelReader.ts';
import { encodeEvents } from './encodeEvents.ts';
import { mostStreams, recordSize } from './lineRecord.ts';

/** The files of a spool, for those that read them by themselves. */
export interface SpoolFiles {
  readonly text: string;
  readonly records: string;
}

/**
 * A whole log on disk, in the order in which it was handed in: the bytes of every line, and a record of 16 bytes a line that
 * finds it. Only ever appended to; what `lines` counts can be read. Takes no memory beyond what is being written.
 */
export class Spool {
  readonly files: SpoolFiles;
  readonly #folder: string;
  readonly #text: FileHandle;
  readonly #records: FileHandle;
  readonly #ids = new Map<string, number>();
  readonly #levels = new LevelReader();
  #writing: Promise<void> = Promise.resolve();
  /** What is handed out for the text, written or not. */
  #nextByte = 0;
  #bytes = 0;
  #lines = 0;
  #pending = 0;

  private constructor(folder: string, files: SpoolFiles, text: FileHandle, records: FileHandle) {
    this.#folder = folder;
    this.files = files;
    this.#text = text;
    this.#records = records;
  }

  /** @param folder is made, and is the spool's own. */
  static async create(folder: string): Promise<Spool> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const files = { text: join(folder, 'text'), records: join(folder, 'records') };
    const text = await open(files.text, 'wx+', 0o600);
    try {
      return new Spool(folder, files, text, await open(files.records, 'wx+', 0o600));
    } catch (error) {
      await text.close();
      throw error;
    }
  }

  get lines(): number {
    return this.#lines;
  }

  /** Of the text that can be read, newlines included. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Streams' names, by the index that records have. */
  get streams(): readonly string[] {
    return [...this.#ids.keys()];
  }

  /** Bytes that wait to be written. */
  get pending(): number {
    return this.#pending;
  }

  /** Appends events; they can be read once this resolves. Calls need not wait for one another: their order is kept. */
  append(events: readonly LogEvent[]): Promise<void> {
    const { text, records, lines } = encodeEvents(
      events,
      this.#nextByte,
      (name) => this.#idOf(name),
      this.#levels,
    );
    this.#nextByte += text.length;
    this.#pending += text.length;
    this.#writing = this.#writing.then(async () => {
      await writeAt(this.#text, text, this.#bytes);
      await writeAt(this.#records, records, this.#lines * recordSize);
      this.#bytes += text.length;
      this.#lines += lines;
      this.#pending -= text.length;
    });
    return this.#writing;
  }

  /** Resolves once all that was handed in is written; rejects when some of it could not be. */
  written(): Promise<void> {
    return this.#writing;
  }

  readText(into: Buffer, position: number): Promise<number> {
    return readAt(this.#text, into, position);
  }

  readRecords(into: Buffer, position: number): Promise<number> {
    return readAt(this.#records, into, position);
  }

  /** Closes the files and takes them away. */
  async remove(): Promise<void> {
    await this.#writing.catch(() => undefined);
    await Promise.all([this.#text.close(), this.#records.close()]);
    await rm(this.#folder, { recursive: true, force: true });
  }

  #idOf(name: string): number {
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    if (this.#ids.size >= mostStreams) throw new Error(`More than ${mostStreams} log streams.`);
    this.#ids.set(name, this.#ids.size);
    return this.#ids.size - 1;
  }
}

async function writeAt(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

async function readAt(file: FileHandle, into: Buffer, position: number): Promise<number> {
  let done = 0;
  while (done < into.length) {
    const { bytesRead } = await file.read(into, done, into.length - done, position + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return done;
}
