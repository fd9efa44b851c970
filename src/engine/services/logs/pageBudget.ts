import { EVENT_OVERHEAD } from './putLogEvents.ts';

const MOST_EVENTS = 10_000;
const MOST_BYTES = 1024 * 1024;

/** How much one answer holds: 10,000 events or 1 MB, as AWS has it; one event fits always. */
export class PageBudget {
  readonly #limit: number;
  #events = 0;
  #bytes = 0;

  constructor(limit = MOST_EVENTS) {
    this.#limit = limit;
  }

  /** Whether the event still fits; counts it when it does. */
  take(message: string): boolean {
    const bytes = this.#bytes + Buffer.byteLength(message) + EVENT_OVERHEAD;
    if (this.#events >= this.#limit || (this.#events > 0 && bytes > MOST_BYTES)) return false;
    this.#events += 1;
    this.#bytes = bytes;
    return true;
  }
}
