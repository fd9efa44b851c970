const blockLines = 1024;
const blockWords = blockLines / 32;

/**
 * Lines of a log that have something in common: a bit a line, so that a hundred million of them take 13 MB. Grows at its end
 * only.
 */
export class LineSet {
  #words = new Uint32Array(64);
  /** How many there are before each block. */
  #before = new Uint32Array(4);
  #blocks = 0;
  #size = 0;
  #upTo = 0;

  get size(): number {
    return this.#size;
  }

  /** All lines before this one have been looked at. */
  get upTo(): number {
    return this.#upTo;
  }

  /**
   * Adds lines, in rising order.
   * @param upTo all before it have been looked at now; a line of the set is always before it.
   */
  append(lines: Iterable<number>, upTo: number): void {
    this.#words = grown(this.#words, Math.ceil(upTo / 32) + 1);
    this.#before = grown(this.#before, Math.ceil(upTo / blockLines) + 1);
    for (const line of lines) {
      this.#openBlocks(Math.floor(line / blockLines));
      const word = line >>> 5;
      this.#words[word] = (this.#words[word] ?? 0) | (1 << (line & 31));
      this.#size += 1;
    }
    this.#openBlocks(Math.floor(upTo / blockLines));
    this.#upTo = Math.max(this.#upTo, upTo);
  }

  has(line: number): boolean {
    return ((this.#words[line >>> 5] ?? 0) & (1 << (line & 31))) !== 0;
  }

  /** How many come before a line. */
  rank(line: number): number {
    const end = Math.max(0, Math.min(line, this.#upTo));
    const block = Math.floor(end / blockLines);
    let rank = this.#before[block] ?? 0;
    const last = end >>> 5;
    for (let word = block * blockWords; word < last; word += 1) rank += bits(this.#words[word] ?? 0);
    return rank + bits((this.#words[last] ?? 0) & ((1 << (end & 31)) - 1));
  }

  /** The line that `index` lines come before; undefined when there are not as many. */
  select(index: number): number | undefined {
    if (index < 0 || index >= this.#size) return undefined;
    let [low, high] = [0, this.#blocks];
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#before[middle] ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    let left = index - (this.#before[low] ?? 0);
    for (let word = low * blockWords; ; word += 1) {
      let value = this.#words[word] ?? 0;
      const count = bits(value);
      if (left >= count) {
        left -= count;
        continue;
      }
      while (left > 0) {
        value &= value - 1;
        left -= 1;
      }
      return word * 32 + (31 - Math.clz32(value & -value));
    }
  }

  /** The first line of the set at or after one. */
  next(line: number): number | undefined {
    return this.select(this.rank(line));
  }

  /** The last line of the set at or before one. */
  previous(line: number): number | undefined {
    return this.select(this.rank(line + 1) - 1);
  }

  /** Blocks from the last that is open up to this one begin where the set ends now. */
  #openBlocks(block: number): void {
    while (this.#blocks < block) this.#before[++this.#blocks] = this.#size;
  }
}

function grown(array: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  if (array.length >= length) return array;
  const larger = new Uint32Array(Math.max(length, array.length * 2));
  larger.set(array);
  return larger;
}

function bits(word: number): number {
  let value = word - ((word >>> 1) & 0x5555_5555);
  value = (value & 0x3333_3333) + ((value >>> 2) & 0x3333_3333);
  return Math.imul((value + (value >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}
