import { setTimeout } from 'node:timers/promises';

/** Time, so that tests need not wait. Milliseconds. */
export interface Clock {
  now(): number;
  /** Rejects when the signal aborts. */
  sleep(duration: number, signal: AbortSignal): Promise<void>;
}

/** The machine's own time. */
export const realClock: Clock = {
  now: () => Date.now(),
  // Not unref'd: whoever waits is alive, and its signal ends it.
  sleep: (duration, signal) => setTimeout(duration, undefined, { signal }),
};

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

  /** Waits `least`, and then until there is news or `most` is over. Rejects when the signal aborts. */
  async wait(least: number, most: number): Promise<void> {
    await this.#clock.sleep(least, this.#signal);
    if (!this.#news && most > least) await this.#untilNews(most - least);
    this.#news = false;
  }

  async #untilNews(duration: number): Promise<void> {
    const cut = new AbortController();
    this.#cut = () => cut.abort();
    try {
      await this.#clock.sleep(duration, AbortSignal.any([this.#signal, cut.signal]));
    } catch (error) {
      if (!cut.signal.aborted || this.#signal.aborted) throw error;
    } finally {
      this.#cut = undefined;
    }
  }
}
