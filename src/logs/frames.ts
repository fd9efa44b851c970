/** Lines that come within this are drawn at once. Milliseconds; a screen draws no faster. */
const frame = 16;
/** More text than this does not wait for the frame's end. Characters. */
const chunk = 65_536;
/** The terminal is asked how far it is each time that so much was written. Characters. */
const askAfter = 262_144;
/** So much may be under way to the terminal. Characters: what is under way cannot be stopped with Ctrl+C any more. */
const mostUnderWay = 1_048_576;
/** A terminal that does not answer within this is not asked to hold anything up. Milliseconds. */
const patience = 250;
/** "Device status": a terminal answers `ESC [ 0 n` when it has drawn all that came before. */
const question = '\u001b[5n';

export interface FramesOptions {
  /** Takes text for a terminal. */
  write(text: string): void;
  /** Lines that were added, each with its end, as terminal text with all that stands below them. */
  compose(lines: string): string;
  /** Whether the terminal answers questions; `answered` is then called for each. */
  readonly answers: boolean;
}

/** Writes to a terminal in frames, and no faster than it draws. */
export class Frames {
  readonly #options: FramesOptions;
  #lines = '';
  #timer: NodeJS.Timeout | undefined;
  #underWay = 0;
  #asked: number | undefined;
  readonly #waiting = new Set<() => void>();

  constructor(options: FramesOptions) {
    this.#options = options;
  }

  /** Adds a line. */
  add(line: string): void {
    this.#lines += `${line}\r\n`;
    if (this.#lines.length >= chunk) this.flush();
    else this.changed();
  }

  /** What stands below the lines has changed. */
  changed(): void {
    this.#timer ??= setTimeout(() => this.flush(), frame);
  }

  /** Forgets lines that are not written yet. */
  discard(): void {
    this.#lines = '';
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const lines = this.#lines;
    this.#lines = '';
    const text = this.#options.compose(lines);
    if (text === '') return;
    this.#options.write(text);
    this.#underWay += text.length;
    this.#ask();
  }

  /** @returns a promise while the terminal is behind; it settles when it has caught up, or does not say that it has. */
  ready(): Promise<void> | undefined {
    if (!this.#options.answers || this.#underWay < mostUnderWay) return undefined;
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#underWay = 0;
        this.#asked = undefined;
        done();
      }, patience);
      this.#waiting.add(done);
    });
  }

  /** The terminal has drawn what was written before the last question. */
  answered(): void {
    this.#underWay = Math.max(0, this.#underWay - (this.#asked ?? 0));
    this.#asked = undefined;
    if (this.#underWay < mostUnderWay) for (const done of [...this.#waiting]) done();
    this.#ask();
  }

  /** Nothing more is written, and nobody waits any longer. */
  dispose(): void {
    clearTimeout(this.#timer);
    for (const done of [...this.#waiting]) done();
  }

  #ask(): void {
    if (!this.#options.answers || this.#asked !== undefined || this.#underWay < askAfter) return;
    this.#asked = this.#underWay;
    this.#options.write(question);
  }
}
