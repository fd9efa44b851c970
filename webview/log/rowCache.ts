import type { LogRow } from '../../src/messages/log.ts';

/** Rows are fetched in blocks of this size. */
const blockRows = 100;
/** Blocks that are kept: what one scrolls through back and forth. */
const mostBlocks = 60;

/** Rows that follow one another. */
export interface Block {
  readonly rows: readonly LogRow[];
  /** Nothing in it will change any more. */
  readonly isFinal: boolean;
}

/** Asks the extension for rows. @returns undefined when they are those of another look */
export type FetchRows = (from: number, count: number) => Promise<Block | undefined>;

/** The rows that have been fetched, as many as are looked at. */
export class RowCache {
  readonly #fetch: FetchRows;
  readonly #changed: () => void;
  readonly #blocks = new Map<number, Block>();
  readonly #fetching = new Set<number>();
  #epoch = 0;

  /** @param changed hears when rows have come */
  constructor(fetch: FetchRows, changed: () => void) {
    this.#fetch = fetch;
    this.#changed = changed;
  }

  row(index: number): LogRow | undefined {
    return this.#blocks.get(Math.floor(index / blockRows))?.rows[index % blockRows];
  }

  /** Forgets all rows: they are other ones now. */
  clear(): void {
    this.#epoch += 1;
    this.#blocks.clear();
    this.#fetching.clear();
  }

  /**
   * Sees to it that rows come that are not there, or not as they are by now.
   * @param total how many rows there are
   * @param again whether rows that may still change are fetched again
   */
  want(from: number, to: number, total: number, again: boolean): void {
    for (let block = Math.floor(from / blockRows); block * blockRows <= to; block += 1) {
      const expected = Math.min(blockRows, total - block * blockRows);
      if (expected <= 0) return;
      const known = this.#blocks.get(block);
      if (known && known.rows.length >= expected && (known.isFinal || !again)) continue;
      if (!this.#fetching.has(block)) void this.#load(block);
    }
  }

  async #load(block: number): Promise<void> {
    const epoch = this.#epoch;
    this.#fetching.add(block);
    try {
      const fetched = await this.#fetch(block * blockRows, blockRows);
      if (epoch !== this.#epoch || !fetched) return;
      this.#blocks.delete(block);
      this.#blocks.set(block, fetched);
      const [oldest] = this.#blocks.keys();
      if (this.#blocks.size > mostBlocks && oldest !== undefined) this.#blocks.delete(oldest);
    } finally {
      if (epoch === this.#epoch) this.#fetching.delete(block);
    }
    this.#changed();
  }
}
