import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { formatBytes } from '../../../analysis/text/bytes.ts';
import { isCancellation } from '../../../platform/explain.ts';
import { UserError } from '../../../platform/userError.ts';

export interface SaveOptions {
  /** What comes, as messages say it. */
  readonly name: string;
  /** In bytes; fewer are an error. */
  readonly size: number;
  readonly signal: AbortSignal;
  /** Hears of every piece, in bytes. */
  readonly received?: (bytes: number) => void;
  /** Milliseconds without a byte after which the connection is taken to be dead. */
  readonly patience?: number;
}

/**
 * Writes a stream to a file, which appears under its name only when it is whole; what was there before is replaced then.
 * @throws UserError `not-reachable` when the stream breaks off or goes silent; an `AbortError` when it is cancelled.
 */
export async function saveStream(body: Readable, path: string, options: SaveOptions): Promise<void> {
  const { name, size, signal, received, patience = 60_000 } = options;
  const partial = `${path}.${randomUUID().slice(0, 8)}.part`;
  let arrived = 0;
  const dead = (): void =>
    void body.destroy(new UserError('not-reachable', `Nothing has come for ${patience / 1000} s.`));
  let timer = setTimeout(dead, patience);
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      clearTimeout(timer);
      timer = setTimeout(dead, patience);
      arrived += chunk.length;
      received?.(chunk.length);
      done(null, chunk);
    },
  });
  try {
    await pipeline(body, count, createWriteStream(partial, { flags: 'wx' }), { signal });
    if (arrived !== size) throw new Error(`${formatBytes(size)} were announced.`);
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw brokenOff(name, arrived, error, signal);
  } finally {
    clearTimeout(timer);
  }
}

function brokenOff(name: string, arrived: number, error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted || isCancellation(error)) return error;
  // The disk's own errors say enough by themselves: full, not writable.
  if (error instanceof Error && 'syscall' in error && 'path' in error) return error;
  const why = error instanceof Error && error.message !== '' ? ` ${error.message}` : '';
  return new UserError(
    'not-reachable',
    `${name} broke off after ${formatBytes(arrived)}; nothing was kept.${why}`,
    {
      advice: 'Check that the connection is up and download it again.',
      cause: error,
    },
  );
}
