/** Values are kept singly up to so many; of more, neighbours are merged. */
const MOST_POINTS = 8000;
/** The larger, the finer: at the middle a merged point stands for one part of so many. */
const PARTS = 400;

interface Point {
  readonly value: number;
  readonly weight: number;
}

/**
 * Quantiles of any number of values in bounded memory: exact up to 8,000 values. Beyond, neighbours in order are merged
 * into their mean, the more the nearer they lie to the middle, so that the tails stay fine (the idea of Dunning's
 * t-digest, https://arxiv.org/abs/1902.04023).
 */
export class Quantiles {
  #points: Point[] = [];
  #isSorted = true;

  add(value: number): void {
    this.#points.push({ value, weight: 1 });
    this.#isSorted = false;
    if (this.#points.length > MOST_POINTS) this.#merge();
  }

  /** About how many characters' memory it keeps. */
  get size(): number {
    return this.#points.length * 16;
  }

  /** @param percent 0 to 100; the value below which so many of a hundred lie, between two values in proportion */
  at(percent: number): number | undefined {
    const points = this.#sorted();
    const total = points.reduce((sum, { weight }) => sum + weight, 0);
    if (total === 0) return undefined;
    const rank = (Math.min(100, Math.max(0, percent)) / 100) * (total - 1);
    let before = 0;
    let previous: { value: number; rank: number } | undefined;
    for (const { value, weight } of points) {
      const middle = before + (weight - 1) / 2;
      if (middle >= rank) {
        if (!previous || middle === rank) return value;
        const share = (rank - previous.rank) / (middle - previous.rank);
        return previous.value + share * (value - previous.value);
      }
      previous = { value, rank: middle };
      before += weight;
    }
    return previous?.value;
  }

  #sorted(): readonly Point[] {
    if (!this.#isSorted) this.#points.sort((a, b) => a.value - b.value);
    this.#isSorted = true;
    return this.#points;
  }

  #merge(): void {
    const points = this.#sorted();
    const total = points.reduce((sum, { weight }) => sum + weight, 0);
    const merged: Point[] = [];
    let before = 0;
    let open: Point | undefined;
    for (const point of points) {
      if (!open) {
        open = point;
        continue;
      }
      const q = (before + open.weight / 2) / total;
      const room = (4 * total * q * (1 - q)) / PARTS;
      const weight: number = open.weight + point.weight;
      if (weight <= room) {
        open = { value: (open.value * open.weight + point.value * point.weight) / weight, weight };
      } else {
        merged.push(open);
        before += open.weight;
        open = point;
      }
    }
    if (open) merged.push(open);
    this.#points = merged;
  }
}
