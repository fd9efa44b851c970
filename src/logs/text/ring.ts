import type { Entry } from './entry.ts';

export interface RingSize {
  readonly lines: number;
  readonly characters: number;
}

/** The last lines of a tail: a fixed number, and no more characters than this, however long the log is. */
export class Ring {
  readonly #size: RingSize;
  #entries: (Entry | undefined)[] = [];
  #first = 0;
  #characters = 0;
  #dropped = 0;

  constructor(size: RingSize) {
    this.#size = size;
  }

  get length(): number {
    return this.#entries.length - this.#first;
  }

  /** How many lines have made room for others. */
  get dropped(): number {
    return this.#dropped;
  }

  push(entry: Entry): void {
    this.#entries.push(entry);
    this.#characters += entry.text.length;
    while (this.length > this.#size.lines || (this.#characters > this.#size.characters && this.length > 1))
      this.#dropFirst();
    // Moving all of them now and then is cheaper than each time.
    if (this.#first > this.#size.lines) {
      this.#entries = this.#entries.slice(this.#first);
      this.#first = 0;
    }
  }

  /** All of them, or the last so many; oldest first. */
  last(count: number = this.length): Entry[] {
    const from = Math.max(this.#first, this.#entries.length - count);
    return this.#entries.slice(from).filter((entry) => entry !== undefined);
  }

  #dropFirst(): void {
    this.#characters -= this.#entries[this.#first]?.text.length ?? 0;
    this.#entries[this.#first] = undefined;
    this.#first += 1;
    this.#dropped += 1;
  }
}
