import type { Cursor } from './cursor.ts';

const timeOf = (cursor: Cursor): number => cursor.head?.timestamp ?? Infinity;

/** Cursors by the time of what comes next, the earliest first; those of the same time in the order in which they were added. */
export class CursorHeap {
  readonly #items: { readonly cursor: Cursor; readonly order: number; time: number }[] = [];

  constructor(cursors: readonly Cursor[]) {
    cursors.forEach((cursor, order) => {
      if (cursor.head) this.#items.push({ cursor, order, time: timeOf(cursor) });
    });
    for (let at = (this.#items.length >> 1) - 1; at >= 0; at--) this.#sink(at);
  }

  get first(): Cursor | undefined {
    return this.#items[0]?.cursor;
  }

  /** The first one's head has changed, or is no more. */
  moved(): void {
    const [first] = this.#items;
    if (!first) return;
    if (first.cursor.head) first.time = timeOf(first.cursor);
    else {
      const last = this.#items.pop();
      if (last && last !== first) this.#items[0] = last;
    }
    this.#sink(0);
  }

  #sink(from: number): void {
    for (let at = from; ;) {
      const left = 2 * at + 1;
      let least = at;
      if (this.#isBefore(left, least)) least = left;
      if (this.#isBefore(left + 1, least)) least = left + 1;
      const [item, other] = [this.#items[at], this.#items[least]];
      if (least === at || !item || !other) return;
      this.#items[at] = other;
      this.#items[least] = item;
      at = least;
    }
  }

  #isBefore(a: number, b: number): boolean {
    const [one, other] = [this.#items[a], this.#items[b]];
    if (!one || !other) return false;
    return one.time < other.time || (one.time === other.time && one.order < other.order);
  }
}
