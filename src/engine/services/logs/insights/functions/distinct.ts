import { createHash } from 'node:crypto';
import { KEY_LENGTH, textKey } from './textKey.ts';

/** Values are told apart exactly up to so many. */
const MOST_KEPT = 16_384;
const RANGE = 2 ** 48;

function hashOf(text: string): number {
  return createHash('md5').update(text).digest().readUIntBE(0, 6);
}

/**
 * Counts different values in bounded memory: exactly up to 16,384; beyond, from the smallest hashes (the k-th smallest of
 * evenly spread hashes tells how many there are; Bar-Yossef et al. 2002), within about 1 %.
 */
export class Distinct {
  #values: Set<string> | undefined = new Set();
  #hashes = new Set<number>();
  #largest = Infinity;

  /** About how many characters it keeps. */
  get size(): number {
    return this.#values ? this.#values.size * KEY_LENGTH : this.#hashes.size * 8;
  }

  add(text: string): void {
    if (this.#values) {
      this.#values.add(textKey(text));
      if (this.#values.size <= MOST_KEPT) return;
      const values = this.#values;
      this.#values = undefined;
      for (const value of values) this.#addHash(hashOf(value));
      return;
    }
    this.#addHash(hashOf(textKey(text)));
  }

  get count(): number {
    if (this.#values) return this.#values.size;
    this.#thin();
    return Math.round(((MOST_KEPT - 1) * RANGE) / this.#largest);
  }

  #addHash(hash: number): void {
    if (hash >= this.#largest) return;
    this.#hashes.add(hash);
    if (this.#hashes.size >= 2 * MOST_KEPT) this.#thin();
  }

  /** Keeps the smallest. */
  #thin(): void {
    if (this.#hashes.size <= MOST_KEPT) {
      this.#largest = Math.min(this.#largest, Math.max(...this.#hashes));
      return;
    }
    const kept = [...this.#hashes].sort((a, b) => a - b).slice(0, MOST_KEPT);
    this.#hashes = new Set(kept);
    this.#largest = kept.at(-1) ?? Infinity;
  }
}
