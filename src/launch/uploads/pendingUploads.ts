import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { uptime } from 'node:os';
import { dirname } from 'node:path';
import { isAbsent } from '../bundle/fileErrors.ts';

/** A multipart upload that S3 keeps, and bills, until it is completed or aborted. */
export interface PendingUpload {
  /** `Connection.key`. */
  readonly connection: string;
  readonly bucket: string;
  readonly key: string;
  readonly uploadId: string;
  readonly partSize: number;
  /** The process that sends it. */
  readonly pid: number;
  /** Milliseconds since the epoch. */
  readonly begun: number;
}

/**
 * The multipart uploads that have begun and not ended, on disk: what a closed window or a dropped connection leaves behind
 * is gone on with, or taken back, by the next launch.
 */
export class PendingUploads {
  readonly #file: string | undefined;
  /** Of this process. */
  #own: PendingUpload[] = [];
  /** What this process is sending. */
  readonly #sent = new Set<string>();
  #writing: Promise<void> = Promise.resolve();

  /** @param file undefined: nothing outlives the process. */
  constructor(file: string | undefined) {
    this.#file = file;
  }

  /** Those that no running process sends. */
  async left(connection: string): Promise<PendingUpload[]> {
    await this.#writing;
    const all = this.#file === undefined ? this.#own : await read(this.#file);
    return all.filter((upload) => upload.connection === connection && !this.#isSent(upload));
  }

  /** Written before the first part is sent. */
  async begin(upload: PendingUpload): Promise<void> {
    this.#sent.add(upload.uploadId);
    await this.#change((all) => [...all.filter(({ uploadId }) => uploadId !== upload.uploadId), upload]);
  }

  /** Nobody sends it any more; it stays to be gone on with. */
  pause(uploadId: string): void {
    this.#sent.delete(uploadId);
  }

  /** It was completed or aborted, or S3 does not know it. */
  async end(uploadId: string): Promise<void> {
    this.#sent.delete(uploadId);
    await this.#change((all) => all.filter((upload) => upload.uploadId !== uploadId));
  }

  #isSent({ uploadId, pid, begun }: PendingUpload): boolean {
    if (pid === process.pid) return this.#sent.has(uploadId);
    // After a restart of the machine its number is another's.
    const booted = Date.now() - uptime() * 1000;
    return begun >= booted && isAlive(pid);
  }

  async #change(to: (all: readonly PendingUpload[]) => PendingUpload[]): Promise<void> {
    const file = this.#file;
    if (file === undefined) {
      this.#own = to(this.#own);
      return;
    }
    const done = this.#writing.then(async () => {
      const text = JSON.stringify(to(await read(file)));
      await mkdir(dirname(file), { recursive: true });
      const aside = `${file}.${process.pid}`;
      await writeFile(aside, text);
      await rename(aside, file);
    });
    this.#writing = done.catch(() => undefined);
    await done;
  }
}

async function read(file: string): Promise<PendingUpload[]> {
  try {
    const all: unknown = JSON.parse(await readFile(file, 'utf8'));
    return Array.isArray(all) ? (all as PendingUpload[]) : [];
  } catch (error) {
    // A file that is spoiled says nothing; what it named expires by the bucket's own rules, or stays.
    if (isAbsent(error) || error instanceof SyntaxError) return [];
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
