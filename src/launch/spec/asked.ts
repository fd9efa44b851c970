/**
 * One question to the world and its last answer. Asking again with the same key does nothing; with another it aborts the
 * question before. `changed` hears of every answer and every failure.
 */
export class Asked<T> {
  readonly #changed: () => void;
  readonly #keepsOld: boolean;
  #key: string | undefined;
  #isStale = false;
  #value: T | undefined;
  #error: unknown;
  #stop: AbortController | undefined;
  #pending: Promise<void> | undefined;

  /** @param keepsOld whether the last answer stands until the next: right for lists to choose from, wrong for verdicts. */
  constructor(changed: () => void, keepsOld: boolean) {
    this.#changed = changed;
    this.#keepsOld = keepsOld;
  }

  /** The answer; undefined while there is none. */
  get value(): T | undefined {
    return this.#value;
  }

  /** Why there is none. */
  get error(): unknown {
    return this.#error;
  }

  /** Ends when the question that is under way has its answer; undefined when none is. */
  get pending(): Promise<void> | undefined {
    return this.#pending;
  }

  /**
   * @param key what the answer depends on.
   * @param ask `told` hears answers that are not the last.
   * @param delay milliseconds to wait for a newer question first.
   */
  ask(key: string, ask: (signal: AbortSignal, told: (value: T) => void) => Promise<T>, delay = 0): void {
    const isSame = key === this.#key;
    if (isSame && !this.#isStale) return;
    this.#stop?.abort();
    const stop = new AbortController();
    this.#key = key;
    this.#isStale = false;
    this.#stop = stop;
    this.#error = undefined;
    if (!this.#keepsOld && !isSame) this.#value = undefined;
    this.#pending = this.#answer(ask, delay, stop.signal);
  }

  /** Asks again with the next question, also when its key is the same; the answer stands until then. */
  askAnew(): void {
    this.#isStale = true;
  }

  /** Takes the answer away, and asks no more until someone asks again. */
  forget(): void {
    this.#stop?.abort();
    this.#key = undefined;
    this.#value = undefined;
    this.#error = undefined;
    this.#pending = undefined;
  }

  async #answer(
    ask: (signal: AbortSignal, told: (value: T) => void) => Promise<T>,
    delay: number,
    signal: AbortSignal,
  ): Promise<void> {
    const take = (value: T | undefined, error: unknown): void => {
      if (signal.aborted) return;
      if (error === undefined) this.#value = value;
      this.#error = error;
      this.#changed();
    };
    try {
      if (delay > 0) await new Promise((wake) => setTimeout(wake, delay));
      if (signal.aborted) return;
      const value = await ask(signal, (early) => take(early, undefined));
      this.#ended(signal);
      take(value, undefined);
    } catch (error) {
      this.#ended(signal);
      take(undefined, error ?? new Error('Nobody said why.'));
    }
  }

  #ended(signal: AbortSignal): void {
    if (!signal.aborted) this.#pending = undefined;
  }
}
