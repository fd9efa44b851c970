import { comparePlaced, type Placed, QueryTooLarge } from './stage.ts';

/** Characters of messages that one query may keep. */
const MOST_CHARACTERS = 128 * 1024 * 1024;

/** The first rows by their order, never many more than wanted. */
export class TopRows {
  readonly #count: number;
  readonly #characters: number;
  #rows: Placed[] = [];
  #kept = 0;
  /** The last row that still counts, once there are enough. */
  #bound: Placed | undefined;

  constructor(count: number, characters = MOST_CHARACTERS) {
    this.#count = count;
    this.#characters = characters;
  }

  push(placed: Placed): void {
    if (this.#bound && comparePlaced(placed, this.#bound) >= 0) return;
    // Without an order rows count as they came.
    if (!placed.order && this.#rows.length >= this.#count) return;
    this.#rows.push(placed);
    this.#kept += sizeOf(placed);
    if (this.#rows.length >= 2 * this.#count + 1000 || this.#kept > this.#characters) this.#thin();
  }

  /** In order. */
  get rows(): readonly Placed[] {
    this.#thin();
    return this.#rows;
  }

  #thin(): void {
    this.#rows.sort(comparePlaced);
    if (this.#rows.length >= this.#count) {
      this.#rows.length = this.#count;
      this.#bound = this.#rows.at(-1);
    }
    this.#kept = this.#rows.reduce((sum, placed) => sum + sizeOf(placed), 0);
    if (this.#kept > this.#characters)
      throw new QueryTooLarge('The rows of the answer are too large to be kept; ask for fewer with "limit".');
  }
}

function sizeOf({ row }: Placed): number {
  return 200 + (row.event?.message.length ?? 0);
}
