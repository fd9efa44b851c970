import { blockBackward, blockForward, LINE_BREAK, linesOf, type StoredLine } from './logBlock.ts';
import { type Run } from './logIndex.ts';
import { comparePositions, type LogPosition } from './logPosition.ts';

/** Which stream a run belongs to. */
export interface RunSource {
  readonly streamId: number;
  readonly streamName: string;
  readonly path: string;
  readonly run: Readonly<Run>;
}

export type Direction = 'forward' | 'backward';

const SEEK_BLOCK = 4096;

/** The first line that begins in `[from, end)`, `from` being any byte of the run. */
async function lineFrom(source: RunSource, from: number, end: number): Promise<StoredLine | undefined> {
  const { path, run } = source;
  let start = run.start;
  if (from > start) {
    // A line begins where one ends; from one byte earlier, so that a line which begins at `from` itself is found.
    const at = (await blockForward(path, from - 1, run.end, SEEK_BLOCK)).indexOf(LINE_BREAK);
    if (at < 0) return undefined;
    start = from + at;
  }
  while (start < end) {
    const block = await blockForward(path, start, run.end, SEEK_BLOCK);
    if (block.length === 0) return undefined;
    const line = linesOf(block, start)[0];
    if (line) return line.offset < end ? line : undefined;
    start += block.length;
  }
  return undefined;
}

/** Where the run's first line at or after a position begins, by bisection: a run is in order. */
export async function seek(source: RunSource, position: LogPosition): Promise<number> {
  const { streamId, path, run } = source;
  if (run.firstTime > position.timestamp) return run.start;
  if (run.lastTime < position.timestamp) return run.end;
  const isBefore = ({ timestamp, offset }: StoredLine): boolean =>
    comparePositions({ timestamp, stream: streamId, offset }, position) < 0;
  let low = run.start;
  let high = run.end;
  while (high - low > SEEK_BLOCK) {
    const middle = Math.floor((low + high) / 2);
    const line = await lineFrom(source, middle, high);
    if (line && isBefore(line)) low = line.end;
    else high = middle;
  }
  // What is left is read at once; only a line that is longer than a block takes another turn.
  while (low < high) {
    const block = await blockForward(path, low, run.end, SEEK_BLOCK);
    if (block.length === 0) return low;
    for (const line of linesOf(block, low)) {
      if (line.offset >= high || !isBefore(line)) return line.offset;
    }
    low += block.length;
  }
  return low;
}

/** Walks one run in one direction, a block at a time. */
export class RunCursor {
  readonly source: RunSource;
  readonly #direction: Direction;
  readonly #blockSize: number;
  #low: number;
  #high: number;
  #lines: StoredLine[] = [];
  #next = 0;

  /** @param from a line's start: the first line going forward, the end of the last one going backward */
  constructor(source: RunSource, direction: Direction, from: number, blockSize: number) {
    this.source = source;
    this.#direction = direction;
    this.#blockSize = blockSize;
    this.#low = direction === 'forward' ? from : source.run.start;
    this.#high = direction === 'forward' ? source.run.end : from;
  }

  /** The line in front; ask after {@link fill}. `undefined` at the end. */
  get head(): StoredLine | undefined {
    return this.#lines[this.#next];
  }

  /** Goes on to the next line; false when a {@link fill} is due before the next look at `head`. */
  advance(): boolean {
    this.#next += 1;
    return this.#next < this.#lines.length;
  }

  /** Reads the next block; false at the run's end. */
  async fill(): Promise<boolean> {
    this.#lines = [];
    this.#next = 0;
    while (this.#lines.length === 0 && this.#low < this.#high) {
      const { path } = this.source;
      if (this.#direction === 'forward') {
        const block = await blockForward(path, this.#low, this.#high, this.#blockSize);
        this.#lines = linesOf(block, this.#low);
        this.#low = block.length === 0 ? this.#high : this.#low + block.length;
      } else {
        const block = await blockBackward(path, this.#low, this.#high, this.#blockSize);
        this.#lines = linesOf(block, this.#high - block.length).reverse();
        this.#high = block.length === 0 ? this.#low : this.#high - block.length;
      }
    }
    return this.#lines.length > 0;
  }
}
