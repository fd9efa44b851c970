import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { endOfTornLine } from '../store/logAppender.ts';
import { encodeLogLine } from '../store/logLine.ts';

const TAIL_BYTES = 64 * 1024;

/** Appends events to a log stream's file as they come and remembers the last of them for the failure reason. */
export class LogWriter {
  readonly #file: number;
  #tail: string[] = [];
  #tailBytes = 0;
  /** Why lines are missing from the file, when a write failed (a full disk): a job goes on without its log. */
  error: string | undefined;

  constructor(file: string) {
    this.#file = openSync(file, 'a+');
    const torn = endOfTornLine(this.#file);
    if (torn !== '') writeSync(this.#file, torn);
  }

  /** Writes at once, in one call, so that an event is never only in memory. */
  write(lines: readonly string[]): void {
    if (lines.length === 0) return;
    const now = Date.now();
    try {
      const bytes = Buffer.from(lines.map((line) => encodeLogLine(now, now, line)).join(''));
      for (let done = 0; done < bytes.length;) done += writeSync(this.#file, bytes, done);
    } catch (error) {
      this.error = String(error);
    }
    for (const line of lines) this.#remember(line);
  }

  /** The last lines, at most 64 KB. */
  tail(): string {
    return this.#tail.join('\n');
  }

  close(): void {
    try {
      fsyncSync(this.#file);
    } catch (error) {
      this.error ??= String(error);
    }
    closeSync(this.#file);
  }

  #remember(line: string): void {
    const kept = line.slice(-TAIL_BYTES / 4);
    this.#tail.push(kept);
    this.#tailBytes += kept.length * 2;
    // Dropping from the front of a list costs its length: wait until half of it can go.
    if (this.#tailBytes < 2 * TAIL_BYTES) return;
    let size = 0;
    let from = this.#tail.length;
    while (from > 0 && size + (this.#tail[from - 1]?.length ?? 0) + 1 <= TAIL_BYTES / 2) {
      from -= 1;
      size += (this.#tail[from]?.length ?? 0) + 1;
    }
    this.#tail = this.#tail.slice(from);
    this.#tailBytes = size * 2;
  }
}
