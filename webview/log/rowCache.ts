import type { LogRow } from '../../src/messages/log.ts';

/** Rows are fetched in blocks of this size. */
export const blockRows = 100;
/** Blocks that are kept: what one scrolls through back and forth. */
const mostBlocks = 60;

interface Block {
  readonly rows: readonly LogRow[];
  /** Nothing in it will change any more. */
  readonly isFinal: boolean;
}

/** Asks the extension for rows. @returns undefined when they are those of another look */
export type FetchRows = (from: number, count: number) => Promise<readonly LogRow[] | undefined>;

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
   * @param isFinal whether search and filter have seen all lines
   */
  want(from: number, to: number, total: number, isFinal: boolean): void {
    for (let block = Math.floor(from / blockRows); block * blockRows <= to; block += 1) {
      const expected = Math.min(blockRows, total - block * blockRows);
      if (expected <= 0) return;
      const known = this.#blocks.get(block);
      if (known && known.rows.length >= expected && (known.isFinal || !isFinal)) continue;
      if (!this.#fetching.has(block)) void this.#load(block, isFinal);
    }
  }

  async #load(block: number, isFinal: boolean): Promise<void> {
    const epoch = this.#epoch;
    this.#fetching.add(block);
    try {
      const rows = await this.#fetch(block * blockRows, blockRows);
      if (epoch !== this.#epoch || !rows) return;
      this.#blocks.delete(block);
      this.#blocks.set(block, { rows, isFinal });
      const [oldest] = this.#blocks.keys();
      if (this.#blocks.size > mostBlocks && oldest !== undefined) this.#blocks.delete(oldest);
    } finally {
      if (epoch === this.#epoch) this.#fetching.delete(block);
    }
    this.#changed();
  }
}
