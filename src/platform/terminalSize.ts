/** In cells. */
export interface Dimensions {
  readonly columns: number;
  readonly rows: number;
}

/** How large a terminal is, for whoever writes to it: VS Code tells that to the pseudoterminal alone. */
export class TerminalSize {
  #known: Dimensions | undefined;
  readonly #listeners = new Set<(size: Dimensions) => void>();

  /** @param size as VS Code tells it; undefined where it does not know yet, which changes nothing */
  set(size: Dimensions | undefined): void {
    if (!size) return;
    this.#known = size;
    for (const listener of this.#listeners) listener(size);
  }

  /**
   * Tells the size that is known, and each that comes.
   * @returns what ends that
   */
  follow(listener: (size: Dimensions) => void): () => void {
    if (this.#known) listener(this.#known);
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
