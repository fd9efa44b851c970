import { Transform, type TransformCallback } from 'node:stream';
import { formatBytes } from '../../../analysis/text/bytes.ts';
import { tooLarge } from './archiveFailure.ts';

/** What is read of an archive before it is called too large to look into. */
export interface ArchiveLimits {
  /** Files, and folders, each. */
  readonly entries: number;
  /** Characters of all names together. */
  readonly names: number;
  /** Bytes, unpacked. */
  readonly unpacked: number;
  /** How many times its own size an archive may unpack to, once that is more than `always`. */
  readonly ratio: number;
  /** Bytes that any archive may unpack to. */
  readonly always: number;
}

export const archiveLimits: ArchiveLimits = {
  entries: 100_000,
  names: 8 * 2 ** 20,
  unpacked: 200 * 2 ** 30,
  ratio: 200,
  always: 2 ** 30,
};

/** Lets what is unpacked pass until it is more than an archive of that size should hold: a few bytes can unpack to terabytes. */
export class SizeGuard extends Transform {
  readonly #name: string;
  readonly #most: number;
  #seen = 0;

  /** @param size of the archive, in bytes. */
  constructor(name: string, size: number, limits: ArchiveLimits) {
    super();
    this.#name = name;
    this.#most = Math.min(limits.unpacked, Math.max(limits.always, size * limits.ratio));
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#seen += chunk.length;
    if (this.#seen > this.#most)
      done(tooLarge(this.#name, `more than ${formatBytes(this.#most)} once unpacked`));
    else done(null, chunk);
  }
}
