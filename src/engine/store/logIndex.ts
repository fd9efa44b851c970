import { statSync } from 'node:fs';
import { blockForward, LINE_BREAK } from './logBlock.ts';

/**
 * A stretch of a file whose timestamps do not fall, in bytes. A job's stream is one run. PutLogEvents may bring older
 * times: each fall begins a new run, and readers merge the runs; nothing is ever moved in the file, because others
 * append to it.
 */
export interface Run {
  readonly start: number;
  end: number;
  readonly firstTime: number;
  lastTime: number;
}

const BLOCK = 1024 * 1024;
const TAB = 9;
const ZERO = 48;

/** The number that ends with a tab at or after `start`, `undefined` when there is none before `end`. */
function numberAt(block: Buffer, start: number, end: number): { value: number; next: number } | undefined {
  let value = 0;
  for (let at = start; at < end; at++) {
    const byte = block[at] ?? 0;
    if (byte === TAB) return at > start ? { value, next: at + 1 } : undefined;
    const digit = byte - ZERO;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  return undefined;
}

/** How far a stream's file has been read, and what is known of it; it follows the file's growth. */
export class LogIndex {
  #runs: Run[] = [];
  #scanned = 0;
  #size = -1;
  #lastIngestion: number | undefined;
  #turn: Promise<void> = Promise.resolve();

  /** Takes up an index that {@link toJson} gave. */
  static fromJson(json: string): LogIndex {
    const kept = JSON.parse(json) as { runs: Run[]; scanned: number; lastIngestion?: number };
    const index = new LogIndex();
    index.#runs = kept.runs;
    index.#scanned = kept.scanned;
    index.#lastIngestion = kept.lastIngestion;
    return index;
  }

  toJson(): string {
    return JSON.stringify({ runs: this.#runs, scanned: this.#scanned, lastIngestion: this.#lastIngestion });
  }

  /** In the file's order. */
  get runs(): readonly Readonly<Run>[] {
    return this.#runs;
  }

  /** Bytes of whole lines read so far. */
  get scanned(): number {
    return this.#scanned;
  }

  /** The earliest event's time, `undefined` while the stream is empty. */
  get firstTime(): number | undefined {
    return this.#runs.length > 0
      ? this.#runs.reduce((t, r) => Math.min(t, r.firstTime), Infinity)
      : undefined;
  }

  get lastTime(): number | undefined {
    return this.#runs.length > 0 ? this.#runs.reduce((t, r) => Math.max(t, r.lastTime), 0) : undefined;
  }

  get lastIngestionTime(): number | undefined {
    return this.#lastIngestion;
  }

  /** Reads what the file has grown by. A last line without its line break waits until it has one. */
  refresh(path: string): Promise<void> {
    const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    if (size === this.#size) return this.#turn;
    // One reader at a time: two would both extend the last run.
    const turn = this.#turn.then(() => this.#extend(path, size));
    // The failure is the caller's to see; the next turn begins anew.
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #extend(path: string, size: number): Promise<void> {
    if (size < this.#scanned) {
      this.#runs = [];
      this.#scanned = 0;
      this.#lastIngestion = undefined;
    }
    while (this.#scanned < size) {
      const block = await blockForward(path, this.#scanned, size, BLOCK);
      if (block.length === 0) break;
      this.#take(block);
    }
    this.#size = size;
  }

  #take(block: Buffer): void {
    const base = this.#scanned;
    let start = 0;
    for (let at = block.indexOf(LINE_BREAK); at >= 0; at = block.indexOf(LINE_BREAK, start)) {
      const time = numberAt(block, start, at);
      const ingestion = time && numberAt(block, time.next, at);
      if (time && ingestion) {
        this.#add(base + start, base + at + 1, time.value);
        this.#lastIngestion = ingestion.value;
      }
      start = at + 1;
    }
    this.#scanned = base + block.length;
  }

  #add(start: number, end: number, time: number): void {
    const last = this.#runs.at(-1);
    if (last && time >= last.lastTime) {
      last.end = end;
      last.lastTime = time;
    } else {
      this.#runs.push({ start, end, firstTime: time, lastTime: time });
    }
  }
}
