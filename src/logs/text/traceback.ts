import { errorLine } from '../../analysis/failures/programError.ts';

export interface Frame {
  /** As Python printed it: a path where the script ran. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** One Python traceback: the frames from the outermost to where it happened, and what happened. */
export interface Traceback {
  readonly frames: readonly Frame[];
  /** `ValueError: no rows`. */
  readonly error: string;
  /** As it was printed, with those that it was raised from; the middle is left out of a very long one. */
  readonly text: string;
}

/** More than this a recursion prints again and again. */
const mostFrames = 100;
const mostLines = 400;
const headingLine = /^\s*(?:\+ )?(?:Exception Group )?Traceback \(most recent call last\):/;
const frameLine = /^\s+(?:\| )?File "([^"]+)", line (\d+)/;
/** Between a traceback and the one that it led to. */
const chainLine =
  /^(?:During handling of the above exception, another exception occurred:|The above exception was the direct cause of the following exception:)$/;

/** Finds tracebacks in output as it comes, a line at a time; keeps nothing but the one that is being read. */
export class TracebackReader {
  #frames: Frame[] = [];
  #lines: string[] = [];
  #open = false;
  /** The one that ended just now, in case that it led to another. */
  #before: readonly string[] = [];
  #chained = false;

  /** Whether the last line that was pushed belongs to a traceback that has not ended. */
  get inside(): boolean {
    return this.#open;
  }

  /** @returns the traceback that this line ends. */
  push(line: string): Traceback | undefined {
    if (!this.#open && this.#before.length === 0 && !mayBegin(line)) return undefined;
    if (headingLine.test(line)) {
      if (!this.#open || this.#frames.length > 0) this.#frames = [];
      this.#lines = this.#chained ? [...this.#before] : [];
      this.#open = true;
    }
    const frame = frameLine.exec(line);
    if (frame) {
      // A syntax error of the script itself has frames, but no heading.
      if (!this.#open) this.#lines = [];
      this.#open = true;
      if (this.#frames.length >= mostFrames) this.#frames.splice(mostFrames / 2, 1);
      this.#frames.push({ file: frame[1] ?? '', line: Number(frame[2]) });
    }
    if (!this.#open) {
      this.#watchChain(line);
      return undefined;
    }
    this.#keep(line);
    if (frame || /^\s/.test(line) || line === '' || headingLine.test(line)) return undefined;
    return this.#close(line);
  }

  #keep(line: string): void {
    if (this.#lines.length >= mostLines) this.#lines.splice(mostLines / 2, 1);
    this.#lines.push(line);
  }

  #close(line: string): Traceback | undefined {
    const [frames, lines] = [this.#frames, this.#lines];
    this.#open = false;
    this.#chained = false;
    this.#frames = [];
    this.#lines = [];
    const ended = frames.length > 0 && errorLine.test(line);
    this.#before = ended ? lines : [];
    return ended ? { frames, error: line, text: lines.join('\n') } : undefined;
  }

  #watchChain(line: string): void {
    if (chainLine.test(line)) this.#chained = true;
    else if (line !== '' && line !== '"""') {
      this.#before = [];
      this.#chained = false;
      return;
    }
    if (this.#before.length > 0) this.#before = [...this.#before, line];
  }
}

/** A quick look that most lines do not pass: indented, or with the heading's first letter. */
function mayBegin(line: string): boolean {
  const first = line.charCodeAt(0);
  return first === 0x20 || first === 0x09 || first === 0x54;
}
