import type { ProgramError, StackFrame } from './programError.ts';

/** `E       AssertionError: rows are missing` */
const said = /^E {3,}(\S.*)$/;
/** `checks.py:8: AssertionError`, below what was said. */
const ending = /^([^\s:][^:]*\.py):(\d+): [A-Za-z_][\w.]*$/;
/** `checks.py:1: in <module>`, above it. */
const within = /^([^\s:][^:]*\.py):(\d+): in (\S.*)$/;
/** Its report of one failure has so many frames at most here. */
const mostFrames = 20;

/** What Pytest reports of a test, or of a file of tests that cannot be imported, a line at a time. */
export class PytestErrors {
  #frames: StackFrame[] = [];
  #said: string | undefined;

  /** @returns an error where one is complete with this line, and what it is of */
  read(text: string): ProgramError | undefined {
    const [, file, line, name] = within.exec(text) ?? [];
    if (file !== undefined && name !== undefined) {
      if (this.#said !== undefined) this.#begin();
      this.#frames = [...this.#frames, { file, line: Number(line), function: name }].slice(-mostFrames);
      return undefined;
    }
    const words = said.exec(text)?.[1];
    if (words !== undefined) {
      // What comes below it explains an assertion.
      if (this.#said !== undefined) return undefined;
      this.#said = words;
      return this.#frames.length > 0 ? { frames: this.#frames, error: words, group: [] } : undefined;
    }
    const [, at, number] = ending.exec(text) ?? [];
    if (at === undefined || this.#said === undefined) {
      if (/^[=_]{3,} /.test(text)) this.#begin();
      return undefined;
    }
    const error = { frames: [{ file: at, line: Number(number) }], error: this.#said, group: [] };
    const wasTold = this.#frames.length > 0;
    this.#begin();
    return wasTold ? undefined : error;
  }

  #begin(): void {
    this.#frames = [];
    this.#said = undefined;
  }
}
