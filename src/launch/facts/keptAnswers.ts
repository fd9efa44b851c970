import { isCancellation } from '../../platform/explain.ts';

interface Kept<T> {
  readonly until: number;
  readonly answer: Promise<T | undefined>;
}

/**
 * Answers to one question, kept a while for each who was asked. A failure is told, and asked again the next time. Nobody who
 * waits can cancel it, as others may wait too; it ends with the connection.
 */
export class KeptAnswers<Who extends object, T> {
  readonly #milliseconds: number;
  readonly #onFailure: (error: unknown) => void;
  readonly #ask: (who: Who) => Promise<T>;
  readonly #kept = new WeakMap<Who, Kept<T>>();

  constructor(milliseconds: number, onFailure: (error: unknown) => void, ask: (who: Who) => Promise<T>) {
    this.#milliseconds = milliseconds;
    this.#onFailure = onFailure;
    this.#ask = ask;
  }

  /** @returns undefined when it cannot be asked. Never throws. */
  of(who: Who): Promise<T | undefined> {
    const kept = this.#kept.get(who);
    if (kept && kept.until > Date.now()) return kept.answer;
    const answer = this.#ask(who).catch((error: unknown) => {
      this.#kept.delete(who);
      if (!isCancellation(error)) this.#onFailure(error);
      return undefined;
    });
    this.#kept.set(who, { until: Date.now() + this.#milliseconds, answer });
    return answer;
  }
}
