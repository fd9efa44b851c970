import { statSync } from 'node:fs';
import { blockForward, lastLineEnd, linesOf } from './logBlock.ts';
import { type LogLine } from './logLine.ts';

export interface FollowedStream {
  readonly id: number;
  readonly file: string;
}

interface Place {
  /** Up to here lines have been given out. */
  offset: number;
  /** The file's size at the last look. */
  size: number;
}

const BLOCK = 256 * 1024;

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** Follows the growth of files, whoever writes them: each look gives the whole lines that came since the last one. */
export class LogFollower<S extends FollowedStream> {
  readonly #places = new Map<number, Place>();

  /** Streams that are there already are followed from their end; a line that is being written counts as new. */
  async skip(streams: readonly S[]): Promise<void> {
    for (const { id, file } of streams) {
      const size = sizeOf(file);
      this.#places.set(id, { offset: await lastLineEnd(file, size), size });
    }
  }

  /**
   * Looks at each stream once; streams not seen before are read from their beginning.
   * @param visit takes the lines of one stream a stretch at a time, about {@link BLOCK} bytes of them; the next is read when
   * it is done
   */
  async look(
    streams: readonly S[],
    visit: (stream: S, lines: readonly LogLine[]) => Promise<void>,
  ): Promise<void> {
    for (const stream of streams) {
      const place = this.#places.get(stream.id) ?? { offset: 0, size: 0 };
      this.#places.set(stream.id, place);
      const size = sizeOf(stream.file);
      if (size === place.size) continue;
      if (size < place.offset) place.offset = 0;
      while (place.offset < size) {
        const block = await blockForward(stream.file, place.offset, size, BLOCK);
        if (block.length === 0) break;
        await visit(stream, linesOf(block, place.offset));
        place.offset += block.length;
      }
      place.size = size;
    }
  }
}
