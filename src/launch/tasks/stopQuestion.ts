import type { TerminalLines } from '../../platform/terminalLines.ts';

/** What a person wants of a job that still runs. */
export type StopAnswer = 'stop' | 'leave' | 'follow';

const interrupt = '\u0003';

/**
 * Asks in a terminal, with keys alone, whether a job shall be stopped: Ctrl+C ends programs, and a job that bills on is no
 * end; but hours of training are not lost to one key either. What the log writes meanwhile waits for the answer.
 */
export class StopQuestion {
  readonly #write: (text: string) => void;
  readonly #lines: TerminalLines;
  #held: string[] | undefined;

  /** @param write to the terminal; @param lines where what is asked stands */
  constructor(write: (text: string) => void, lines: TerminalLines) {
    this.#write = write;
    this.#lines = lines;
  }

  get isAsked(): boolean {
    return this.#held !== undefined;
  }

  /** Of the log: at once, or after the answer. */
  write(text: string): void {
    if (this.#held) this.#held.push(text);
    else this.#write(text);
  }

  ask(jobName: string): void {
    const keys = '[y or Ctrl+C] stop it   [d] leave it running   [any other key] go on';
    this.#lines.say(`\u001b[1mStop training job ${jobName}?\u001b[0m ${keys}`);
    this.#held = [];
  }

  /** @param key as the terminal sends it */
  answer(key: string): StopAnswer {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const text of held) this.#write(text);
    if (key === interrupt || /^y/i.test(key)) return 'stop';
    return /^d/i.test(key) ? 'leave' : 'follow';
  }

  /** The job has ended by itself: there is nothing left to ask. */
  close(): void {
    if (this.#held) this.answer('');
  }
}
