import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { LogEvent } from '../../follow/logSource.ts';
import { formatEvents, type SaveFormat } from './saveFormat.ts';

/** What has been saved so far. */
export interface Saved {
  readonly events: number;
  /** Before compression. */
  readonly bytes: number;
}

/** Pieces smaller than this are joined. Bytes. */
const pieceSize = 1 << 18;

/**
 * Writes events to a file as they come; it appears under its name only when it is whole. Memory stays flat.
 * @throws the signal's reason when it aborts, and the disk's errors; then nothing is left of it
 */
export async function saveEvents(
  events: AsyncIterable<readonly LogEvent[]>,
  path: string,
  format: SaveFormat,
  signal: AbortSignal,
  told: (saved: Saved) => void = () => undefined,
): Promise<Saved> {
  let saved: Saved = { events: 0, bytes: 0 };
  async function* pieces(): AsyncGenerator<Buffer> {
    let text = '';
    for await (const batch of events) {
      text += formatEvents(batch, format);
      saved = { ...saved, events: saved.events + batch.length };
      if (text.length >= pieceSize) yield piece();
    }
    if (text !== '') yield piece();

    function piece(): Buffer {
      const bytes = Buffer.from(text);
      text = '';
      saved = { ...saved, bytes: saved.bytes + bytes.length };
      told(saved);
      return bytes;
    }
  }
  const partial = `${path}.${randomUUID().slice(0, 8)}.part`;
  const file = createWriteStream(partial, { flags: 'wx' });
  const source = Readable.from(pieces(), { objectMode: false, highWaterMark: pieceSize });
  try {
    if (format.gzip) await pipeline(source, createGzip(), file, { signal });
    else await pipeline(source, file, { signal });
    await rename(partial, path);
    return saved;
  } catch (error) {
    await rm(partial, { force: true });
    throw signal.aborted ? signal.reason : error;
  }
}
