/** CloudWatch's own numbers: an update has at most 500 events, and 5,000 may wait. */
const UPDATE_EVENTS = 500;
const WAITING_EVENTS = 5000;

/** Every n-th of a list so that `count` are left. */
function thin<T>(items: readonly T[], count: number): T[] {
  const step = items.length / count;
  return Array.from({ length: count }, (_, n) => items[Math.floor(n * step)]).filter(
    (item) => item !== undefined,
  );
}

/**
 * Events that wait for a live tail's updates. As long as no more than 5,000 wait, all are sent, 500 at a time. When
 * more come than that, what waits is sampled down evenly to one update, which says so; memory stays bounded.
 */
export class SampledQueue<T> {
  #waiting: T[] = [];
  /** One of so many events is kept; above 1 the next update is a sample. */
  #stride = 1;
  #seen = 0;

  push(item: T): void {
    if (this.#seen++ % this.#stride !== 0) return;
    this.#waiting.push(item);
    if (this.#waiting.length <= WAITING_EVENTS) return;
    this.#waiting = this.#waiting.filter((_, n) => n % 2 === 0);
    this.#stride *= 2;
    this.#seen = 0;
  }

  /** Takes the events of one update, in order. */
  take(): { events: T[]; sampled: boolean } {
    if (this.#stride === 1) return { events: this.#waiting.splice(0, UPDATE_EVENTS), sampled: false };
    const events = thin(this.#waiting, Math.min(UPDATE_EVENTS, this.#waiting.length));
    this.#waiting = [];
    this.#stride = 1;
    this.#seen = 0;
    return { events, sampled: true };
  }
}
