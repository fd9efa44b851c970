/** The largest event of CloudWatch Logs, 256 KB, less the 26 bytes that the service counts for itself. */
export const MAX_EVENT_BYTES = 256 * 1024 - 26;

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** How much of `bytes` to take, at most `limit`, so that no UTF-8 character is cut. */
function characterBoundary(bytes: Buffer, limit: number): number {
  let end = limit;
  // A continuation byte is 10xxxxxx; a character has at most three of them.
  while (end > limit - 4 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return end === limit - 4 ? limit : end;
}

/**
 * Cuts a process's output into log events: at line feeds, and where a line is longer than an event may be. A carriage
 * return inside a line stays (progress bars), one before the line feed goes. Bytes that are no UTF-8 become U+FFFD.
 */
export class LineSplitter {
  readonly #max: number;
  #parts: Buffer[] = [];
  #size = 0;

  constructor(max = MAX_EVENT_BYTES) {
    this.#max = max;
  }

  /** The events that this piece of output completes. */
  push(chunk: Buffer): string[] {
    const lines: string[] = [];
    let from = 0;
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, from)) {
      this.#add(chunk.subarray(from, at), lines);
      lines.push(this.#take());
      from = at + 1;
    }
    this.#add(chunk.subarray(from), lines);
    return lines;
  }

  /** The line that the output ended with, when it had no line feed. */
  end(): string[] {
    return this.#size > 0 ? [this.#take()] : [];
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
