import { checkKept, comparePlaced, isTooMuch, type Placed } from './stage.ts';

/** The first rows by their order, never many more than wanted. */
export class TopRows {
  readonly #count: number;
  #rows: Placed[] = [];
  #kept = 0;
  /** The last row that still counts, once there are enough. */
  #bound: Placed | undefined;

  constructor(count: number) {
    this.#count = count;
  }

  push(placed: Placed): void {
    if (this.#bound && comparePlaced(placed, this.#bound) >= 0) return;
    // Without an order rows count as they came.
    if (!placed.order && this.#rows.length >= this.#count) return;
    this.#rows.push(placed);
    this.#kept += placed.row.size;
    if (this.#rows.length >= 2 * this.#count + 1000 || isTooMuch(this.#kept)) this.#thin();
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
    this.#kept = this.#rows.reduce((sum, placed) => sum + placed.row.size, 0);
    checkKept(this.#kept);
  }
}
