import type { LogEvent } from '../follow/logSource.ts';
import { cutLine, longestLine } from './cut.ts';
import type { Entry } from './entry.ts';
import { readableJson } from './jsonLine.ts';
import { type Level, levelOf, paintLevel } from './level.ts';
import { type Bar, barOf, rewritesItself } from './progress.ts';
import { isHarmless, messageLines, plainLine, sanitizeLine, withoutColours } from './sanitize.ts';
import { Style } from './style.ts';
import { type Traceback, TracebackReader } from './traceback.ts';

/** What MPI puts before each line of a rank. */
const rank = /^\[\d+,mpirank:\d+,[^\]]*\](?:<std(?:out|err)>:)?/;
const mostErrorLines = 50;

/** Reads the events of one stream as lines; keeps what goes from one line to the next: colours, level, traceback. */
export class StreamReader {
  readonly #style = new Style();
  readonly #tracebacks = new TracebackReader();
  /** Of the line before: what is indented below it belongs to it. */
  #level: Level = 'none';
  #error: string[] = [];
  #errorAt = 0;
  #traceback: Traceback | undefined;
  /** The time of the last event, and how many had it. */
  #last = { at: Number.NEGATIVE_INFINITY, count: 0 };
  #skip: { readonly at: number; count: number } | undefined;

  /** The last traceback. */
  get traceback(): Traceback | undefined {
    return this.#traceback;
  }

  /** The last lines of a level of error or worse, those below them included, and when; empty when there were none. */
  get error(): { readonly text: string; readonly at: number } {
    return { text: this.#error.join('\n'), at: this.#errorAt };
  }

  /** When the last event was written: milliseconds since the epoch. */
  get lastAt(): number {
    return this.#last.at;
  }

  /** What was read comes again, as it is read from an earlier time on: it is left out then. */
  rewind(): void {
    this.#skip = { ...this.#last };
  }

  /** Hands out the lines of an event, in order. */
  read(event: LogEvent, out: (entry: Entry) => void): void {
    if (this.#skip && this.#isAgain(this.#skip, event)) return;
    if (event.timestamp > this.#last.at) this.#last = { at: event.timestamp, count: 1 };
    else if (event.timestamp === this.#last.at) this.#last.count += 1;
    const { message } = event;
    if (message.length <= longestLine && isHarmless(message)) {
      this.#line(event, message, undefined, out);
      return;
    }
    for (const line of messageLines(message)) {
      // What stands behind commands and what was overwritten is wanted, however long those are.
      const shown = line.length > longestLine ? plainLine(line) : line;
      this.#line(event, shown, rewritesItself(line) ? { key: '\r', at: 0 } : undefined, out);
    }
  }

  #isAgain(skip: { readonly at: number; count: number }, { timestamp }: LogEvent): boolean {
    if (timestamp < skip.at) return true;
    if (timestamp === skip.at && skip.count > 0) {
      skip.count -= 1;
      return true;
    }
    if (timestamp > skip.at) this.#skip = undefined;
    return false;
  }

  #line(event: LogEvent, raw: string, rewriting: Bar | undefined, out: (entry: Entry) => void): void {
    const readable = readableJson(raw);
    if (readable?.includes('\n') === true) {
      for (const line of readable.split('\n')) this.#shown(event, line, rewriting, out);
    } else this.#shown(event, readable ?? raw, rewriting, out);
  }

  #shown(
    { stream, timestamp }: LogEvent,
    raw: string,
    rewriting: Bar | undefined,
    out: (entry: Entry) => void,
  ): void {
    const { text, note } = cutLine(raw);
    const clean = sanitizeLine(text, this.#style);
    const plain = withoutColours(clean);
    const bar = barOf(plain) ?? rewriting;
    const found = bar === undefined ? levelOf(plain) : undefined;
    const level = bar === undefined ? this.#levelOf(plain, timestamp, found?.level) : 'none';
    const painted = found && clean === plain ? paintLevel(plain, found) : clean;
    out({ kind: 'log', stream, timestamp, text: painted + note, level, bar });
  }

  #levelOf(line: string, timestamp: number, told: Level | undefined): Level {
    const bare = line.charCodeAt(0) === 0x5b ? line.replace(rank, '') : line;
    const inTraceback = this.#isOfTraceback(bare);
    const below = this.#level !== 'none' && /^(?:\s|$)/.test(bare);
    const level = told ?? (inTraceback ? 'error' : below ? this.#level : 'none');
    const begins = told !== undefined || !(below || (inTraceback && this.#level === 'error'));
    if (level === 'error' || level === 'critical') this.#keepError(line, timestamp, begins);
    this.#level = level;
    return level;
  }

  #isOfTraceback(line: string): boolean {
    const was = this.#tracebacks.inside;
    const ended = this.#tracebacks.push(line);
    if (ended) this.#traceback = ended;
    return [was, this.#tracebacks.inside].includes(true);
  }

  #keepError(line: string, timestamp: number, begins: boolean): void {
    if (begins) this.#error = [];
    this.#errorAt = timestamp;
    if (this.#error.length < mostErrorLines) this.#error.push(line);
  }
}
