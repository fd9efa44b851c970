import type { Clock } from './pause.ts';

/** Halved again and again it does not fall below this: calls a second. */
const slowest = 0.5;

/**
 * Holds calls back so that no more than so many begin a second. Told of a refusal it slows down to the half, and finds its
 * way back up by itself: others of the account may use the same quota.
 */
export class CallRate {
  readonly #clock: Clock;
  readonly #most: number;
  #perSecond: number;
  #next = 0;

  /** @param perSecond may be Infinity */
  constructor(clock: Clock, perSecond: number) {
    this.#clock = clock;
    this.#most = perSecond;
    this.#perSecond = perSecond;
  }

  /** Calls a second, as of now. */
  get perSecond(): number {
    return this.#perSecond;
  }

  /** Waits for its turn; those who wait are served in order. */
  async turn(signal: AbortSignal): Promise<void> {
    if (this.#perSecond === Infinity) return;
    const now = this.#clock.now();
    const gap = 1000 / this.#perSecond;
    // What was not used in the last second may be used at once.
    this.#next = Math.max(this.#next, now - 1000) + gap;
    if (this.#next > now) await this.#clock.sleep(this.#next - now, signal);
  }

  /** A call has been answered. */
  served(): void {
    if (this.#perSecond < this.#most) this.#perSecond = Math.min(this.#most, this.#perSecond * 1.02);
  }

  /** A call has been refused for being one too many. */
  refused(): void {
    const from = this.#perSecond === Infinity ? 20 : this.#perSecond;
    this.#perSecond = Math.max(slowest, from / 2);
  }
}
