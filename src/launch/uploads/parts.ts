import { createHash } from 'node:crypto';
import { changedError, openListed } from '../bundle/fileHashes.ts';
import type { SourceFile } from '../bundle/sourceEntry.ts';

/** S3 takes 10,000 parts of at least 5 MiB; a few more MiB make fewer requests. Bytes. */
const smallest = 8 * 2 ** 20;
const mostParts = 9_000;

/** The size of a part of an object of this many bytes. */
export function partSizeFor(bytes: number): number {
  return Math.max(smallest, Math.ceil(bytes / mostParts / 2 ** 20) * 2 ** 20);
}

/**
 * A file in parts, all but the last of `partSize` bytes. Nothing of the last is given away before all of it has the hash.
 * @throws UserError `changed-meanwhile` when its content is another, or it is gone.
 */
export async function* fileParts(
  file: SourceFile,
  sha256: string,
  partSize: number,
): AsyncGenerator<Buffer, void> {
  const hash = createHash('sha256');
  const handle = await openListed(file.path);
  try {
    let at = 0;
    do {
      const part = Buffer.allocUnsafe(Math.min(partSize, file.size - at));
      for (let filled = 0; filled < part.length;) {
        const { bytesRead } = await handle.read(part, filled, part.length - filled, at + filled);
        if (bytesRead === 0) throw changedError(file.path);
        filled += bytesRead;
      }
      hash.update(part);
      at += part.length;
      if (at >= file.size && hash.digest('hex') !== sha256) throw changedError(file.path);
      yield part;
    } while (at < file.size);
  } finally {
    await handle.close();
  }
}

/** A stream in parts of `partSize` bytes; the last may be shorter. The stream is closed when nobody wants more. */
export async function* streamParts(
  stream: AsyncIterable<Uint8Array>,
  partSize: number,
): AsyncGenerator<Buffer, void> {
  let pieces: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    for (let at = 0; at < chunk.length;) {
      const piece = chunk.subarray(at, at + partSize - length);
      pieces.push(piece);
      length += piece.length;
      at += piece.length;
      if (length < partSize) continue;
      yield Buffer.concat(pieces);
      pieces = [];
      length = 0;
    }
  }
  if (length > 0) yield Buffer.concat(pieces);
}
