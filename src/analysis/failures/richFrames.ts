import type { StackFrame } from './programError.ts';

/** `│ /opt/ml/code/train.py:12 in main   │`; a box that is too narrow breaks it anywhere. */
const place = /^(\S.*?):(\d+) ?in ?(\S+)$/;
const inBox = /^[│|] (.*?)\s*[│|]?$/;
/** The line of code that the frame is about. */
const marked = /^❱ +\d+ (?:│ +)*(\S.*)$/;
/** A path is not longer than this. */
const longest = 4096;

/** Frames in the boxes that Rich draws, a line at a time. */
export class RichFrames {
  #begun = '';

  /** @returns a frame that this line ends, or the last one with the code that this line is. */
  read(text: string, last: StackFrame | undefined): { frame: StackFrame; isNew: boolean } | undefined {
    const within = inBox.exec(text)?.[1] ?? '';
    const code = marked.exec(within)?.[1];
    if (code !== undefined && last && last.code === undefined)
      return { frame: { ...last, code }, isNew: false };
    // Code is indented, variables are in a box of their own.
    if (!/^[^\s│|╭╰❱]/.test(within)) {
      this.#begun = '';
      return undefined;
    }
    const whole = this.#begun + within;
    const [, file, line, name] = place.exec(whole) ?? [];
    this.#begun = file === undefined && whole.length < longest ? whole : '';
    if (file === undefined || name === undefined) return undefined;
    return { frame: { file, line: Number(line), function: name }, isNew: true };
  }
}
