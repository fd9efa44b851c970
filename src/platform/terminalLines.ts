/** Lines that who has a terminal says between those of something else that writes to it, and that may have unfinished ones there. */
export class TerminalLines {
  readonly #write: (text: string) => void;
  #say: ((line: string) => void) | undefined;

  /** @param write to the terminal, while nothing else does */
  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  /** @param line with its colours, without its end */
  say(line: string): void {
    if (this.#say) this.#say(line);
    else this.#write(`${line}\r\n`);
  }

  /**
   * Something else writes to the terminal, and puts these lines where they do no harm.
   * @returns what ends that
   */
  through(say: (line: string) => void): () => void {
    this.#say = say;
    return () => (this.#say = undefined);
  }
}
