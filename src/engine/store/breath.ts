import { setImmediate as next } from 'node:timers/promises';

/** Work goes on so long before others have their turn. Milliseconds. */
const LONGEST = 25;

/**
 * Keeps long work over events in memory from keeping requests waiting: whoever works calls {@link Breath.isDue} after each
 * event, and waits for {@link Breath.take} when it is.
 */
export class Breath {
  #since = performance.now();

  get isDue(): boolean {
    return performance.now() - this.#since > LONGEST;
  }

  /** Others have had their turn when it resolves. */
  async take(): Promise<void> {
    await next();
    this.#since = performance.now();
  }
}
