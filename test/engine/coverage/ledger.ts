/** What became of an operation: it worked when run, it has no meaning here, or neither. */
export interface Outcome {
  readonly operation: string;
  readonly state: 'proven' | 'not here' | 'missing' | 'failed' | 'unproven';
  /** Why it is not proven. */
  readonly reason: string;
}

/** What the engine says of an operation that it does not have, and of one that can mean nothing on one machine. */
const MISSING = /The local engine does not have (\w+) yet/;
const NOT_HERE = /(\w+) has no meaning on this machine: (.*)$/s;

/** Keeps what was proven and what failed, by operation. */
export class Ledger {
  readonly #proven = new Set<string>();
  readonly #reasons = new Map<string, string[]>();

  /**
   * Runs what proves an operation. A failure is kept, not thrown: other operations may work all the same.
   * @returns what the proof returned, `undefined` when it failed
   */
  async prove<T>(operation: string, proof: () => Promise<T>): Promise<T | undefined> {
    try {
      const value = await proof();
      this.#proven.add(operation);
      return value;
    } catch (error) {
      this.fail(operation, error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  /** Whether anything was found out about an operation. */
  has(operation: string): boolean {
    return this.#proven.has(operation) || this.#reasons.has(operation);
  }

  fail(operation: string, reason: string): void {
    this.#reasons.set(operation, [...(this.#reasons.get(operation) ?? []), reason]);
  }

  /** An operation is proven when something proved it and nothing failed. */
  outcome(operation: string): Outcome {
    const reasons = this.#reasons.get(operation) ?? [];
    // A proof may fail for an operation that it needs: then this one is neither absent nor proven.
    const own = (found: RegExpExecArray | null): boolean => found?.[1] === operation;
    const notHere = reasons.map((reason) => NOT_HERE.exec(reason)).find(own);
    if (notHere) return { operation, state: 'not here', reason: notHere[2] ?? '' };
    if (reasons.map((reason) => MISSING.exec(reason)).some(own))
      return { operation, state: 'missing', reason: '' };
    if (reasons.length > 0) return { operation, state: 'failed', reason: [...new Set(reasons)].join(' | ') };
    if (this.#proven.has(operation)) return { operation, state: 'proven', reason: '' };
    return { operation, state: 'unproven', reason: 'it answers, but nothing proves the answer' };
  }
}
