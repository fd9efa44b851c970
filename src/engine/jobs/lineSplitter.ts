/** The largest event of CloudWatch Logs, 256 KB, less the 26 bytes that the service counts for itself. */
const MAX_EVENT_BYTES = 256 * 1024 - 26;

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** How much of `bytes` to take, at most `limit`, so that no UTF-8 character is cut. */
function characterBoundary(bytes: Buffer, limit: number): number {
  let end = limit;
  // A continuation byte is 10xxxxxx; a character has at most three of them.
  while (end > limit - 4 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return end === limit - 4 ? limit : end;
}

/** Where the last state of a rewritten line that is surely whole ends: before the return that begins the next, or behind its own. */
function endOfStates(line: Buffer): number {
  const last = line.lastIndexOf(CARRIAGE_RETURN);
  return line[0] === CARRIAGE_RETURN ? last : last + 1;
}

/**
 * Cuts a process's output into log events: at line feeds, and where a line is longer than an event may be. A carriage
 * return inside a line stays (progress bars), one before the line feed goes. Bytes that are no UTF-8 become U+FFFD. A line
 * that is still being rewritten can be taken piece by piece, so that a bar is seen to move; no state of it is left out.
 */
export class LineSplitter {
  readonly #max: number;
  #parts: Buffer[] = [];
  #size = 0;
  /** A part of the line that is being written was taken already. */
  #begun = false;

  constructor(max = MAX_EVENT_BYTES) {
    this.#max = max;
  }

  /** The events that this piece of output completes. */
  push(chunk: Buffer): string[] {
    const lines: string[] = [];
    let from = 0;
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, from)) {
      this.#add(chunk.subarray(from, at), lines);
      const line = this.#take();
      // What ends a bar whose last state was taken is no line.
      if (line !== '' || !this.#begun) lines.push(line);
      this.#begun = false;
      from = at + 1;
    }
    this.#add(chunk.subarray(from), lines);
    return lines;
  }

  /** Whether the line that is being written is one that rewrites itself, and has something that was not taken. */
  get isRewriting(): boolean {
    return this.#parts.some((part) => part.includes(CARRIAGE_RETURN));
  }

  /**
   * What there is of a line that rewrites itself.
   * @param isQuiet nothing has come for a while: the last state is whole, as far as one can tell; else it is left for later
   */
  takeStates(isQuiet: boolean): string[] {
    if (!this.isRewriting) return [];
    const line = Buffer.concat(this.#parts);
    const cut = isQuiet ? line.length : endOfStates(line);
    if (cut === 0) return [];
    const rest = line.subarray(cut);
    this.#parts = rest.length > 0 ? [rest] : [];
    this.#size = rest.length;
    this.#begun = true;
    return [line.toString('utf8', 0, cut)];
  }

  /** The line that the output ended with, when it had no line feed. */
  end(): string[] {
    if (this.#size === 0) return [];
    const line = this.#take();
    return line === '' && this.#begun ? [] : [line];
  }

  #add(bytes: Buffer, lines: string[]): void {
    if (bytes.length === 0) return;
    this.#parts.push(bytes);
    this.#size += bytes.length;
    if (this.#size <= this.#max) return;
    let rest = Buffer.concat(this.#parts);
    while (rest.length > this.#max) {
      const cut = characterBoundary(rest, this.#max);
      lines.push(rest.toString('utf8', 0, cut));
      rest = rest.subarray(cut);
    }
    this.#parts = [rest];
    this.#size = rest.length;
  }

  #take(): string {
    const line = Buffer.concat(this.#parts);
    this.#parts = [];
    this.#size = 0;
    const end = line.at(-1) === CARRIAGE_RETURN ? line.length - 1 : line.length;
    return line.toString('utf8', 0, end);
  }
}
