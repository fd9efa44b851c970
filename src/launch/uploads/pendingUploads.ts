import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../../platform/isAlive.ts';
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
  /** The launch that it is of, as `UnfinishedLaunch` names it. */
  readonly launch?: string;
}

/**
 * The multipart uploads that have begun and not ended, on disk: what a closed window or a dropped connection leaves behind
 * is gone on with, or taken back, by the next launch. Each is a file of its own, named by the upload and the process that
 * sends it: no window can overwrite what another one writes at the same moment.
 */
export class PendingUploads {
  readonly #folder: string | undefined;
  /** Where nothing outlives the process. */
  readonly #own = new Map<string, PendingUpload>();
  /** What this process is sending. */
  readonly #sent = new Set<string>();

  /** @param folder made when it is needed; undefined: nothing outlives the process. */
  constructor(folder: string | undefined) {
    this.#folder = folder;
  }

  /** Those that no running process sends. */
  async left(connection: string): Promise<PendingUpload[]> {
    const all = this.#folder === undefined ? [...this.#own.values()] : await readAll(this.#folder);
    return all.filter((upload) => upload.connection === connection && !this.#isSent(upload));
  }

  /** Written before the first part is sent. */
  async begin(upload: PendingUpload): Promise<void> {
    this.#sent.add(upload.uploadId);
    if (this.#folder === undefined) this.#own.set(upload.uploadId, upload);
    else await write(this.#folder, upload);
  }

  /**
   * Begins with one that was left, in the place of the process that has left it.
   * @param by what takes it over
   * @returns false when another process, or launch, was quicker
   */
  async takeOver(left: PendingUpload, by: Pick<PendingUpload, 'pid' | 'begun' | 'launch'>): Promise<boolean> {
    if (this.#sent.has(left.uploadId)) return false;
    this.#sent.add(left.uploadId);
    const upload = { ...left, ...by };
    try {
      // Of two who rename the same file, one finds it gone.
      if (this.#folder !== undefined)
        await rename(join(this.#folder, fileOf(left)), join(this.#folder, fileOf(upload)));
      await this.begin(upload);
      return true;
    } catch (error) {
      this.#sent.delete(left.uploadId);
      if (isAbsent(error)) return false;
      throw error;
    }
  }

  /** Nobody sends it any more; it stays to be gone on with. */
  pause(uploadId: string): void {
    this.#sent.delete(uploadId);
  }

  /** It was completed or aborted, or S3 does not know it. */
  async end(uploadId: string): Promise<void> {
    this.#sent.delete(uploadId);
    this.#own.delete(uploadId);
    const folder = this.#folder;
    if (folder === undefined) return;
    const of = (await namesIn(folder)).filter((name) => name.startsWith(hashOf(uploadId)));
    await Promise.all(of.map((name) => rm(join(folder, name), { force: true })));
  }

  #isSent({ uploadId, pid, begun }: PendingUpload): boolean {
    if (pid === process.pid) return this.#sent.has(uploadId);
    // After a restart of the machine its number is another's.
    const booted = Date.now() - uptime() * 1000;
    return begun >= booted && isAlive(pid);
  }
}

const ending = '.json';

function hashOf(uploadId: string): string {
  return createHash('sha256').update(uploadId).digest('hex').slice(0, 32);
}

function fileOf({ uploadId, pid }: Pick<PendingUpload, 'uploadId' | 'pid'>): string {
  return `${hashOf(uploadId)}-${pid}${ending}`;
}

async function write(folder: string, upload: PendingUpload): Promise<void> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, fileOf(upload));
  await writeFile(`${file}.new`, JSON.stringify(upload));
  await rename(`${file}.new`, file);
}

async function readAll(folder: string): Promise<PendingUpload[]> {
  const names = (await namesIn(folder)).filter((name) => name.endsWith(ending));
  return (await Promise.all(names.map((name) => read(join(folder, name))))).flat();
}

async function read(file: string): Promise<PendingUpload[]> {
  try {
    return [JSON.parse(await readFile(file, 'utf8')) as PendingUpload];
  } catch (error) {
    // Another window has ended it meanwhile. A file that is spoiled says nothing; what it named expires by the bucket's rules.
    if (isAbsent(error) || error instanceof SyntaxError) return [];
    throw error;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}
