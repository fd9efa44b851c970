import { setTimeout } from 'node:timers/promises';

/** Time, so that tests need not wait. Milliseconds. */
export interface Clock {
  now(): number;
  /** Rejects when the signal aborts. */
  sleep(duration: number, signal: AbortSignal): Promise<void>;
}

/** The longest that a timer can wait. */
const longestTimer = 2 ** 31 - 1;

/** The machine's own time. */
export const realClock: Clock = {
  now: () => Date.now(),
  // Not unref'd: whoever waits is alive, and its signal ends it.
  sleep: (duration, signal) => setTimeout(Math.min(duration, longestTimer), undefined, { signal }),
};

/** A wait that took so much longer than it should was a sleep of the machine. Milliseconds. */
const oversleep = 30_000;

/** A wait that can be cut short by news. */
export class Pause {
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  #news = false;
  #cut: (() => void) | undefined;

  constructor(clock: Clock, signal: AbortSignal) {
    this.#clock = clock;
    this.#signal = signal;
  }

  /** There is news: the wait that runs ends, or the next one does when none runs. */
  wake(): void {
    this.#news = true;
    this.#cut?.();
  }

  /**
   * Waits `least`, and then until there is news or `most` is over. Rejects when the signal aborts.
   * @returns how much longer than that it took where the machine slept meanwhile, in milliseconds; else 0
   */
  async wait(least: number, most: number): Promise<number> {
    const begun = this.#clock.now();
    await this.#clock.sleep(least, this.#signal);
    if (!this.#news && most > least) await this.#untilNews(most - least);
    this.#news = false;
    const over = this.#clock.now() - begun - Math.max(least, most);
    return over > oversleep ? over : 0;
  }

  async #untilNews(duration: number): Promise<void> {
    const cut = new AbortController();
    const end = (): void => cut.abort();
    this.#cut = end;
    this.#signal.addEventListener('abort', end);
    try {
      if (this.#signal.aborted) end();
      await this.#clock.sleep(duration, cut.signal);
    } catch (error) {
      if (!cut.signal.aborted || this.#signal.aborted) throw error;
    } finally {
      this.#signal.removeEventListener('abort', end);
      this.#cut = undefined;
    }
  }
}
