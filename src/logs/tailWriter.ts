import type { FollowMode, FollowSink } from './follow/follower.ts';
import type { LogEvent } from './follow/logSource.ts';
import type { SubjectState } from './follow/subject.ts';
import { messageLines, plainLine } from './text/sanitize.ts';
import { type Traceback, TracebackReader } from './text/traceback.ts';
import { eventLines, headerLine, noteLine, summaryLines, waitingLine } from './text/transcript.ts';

/** What the header says. */
export interface TailHeader {
  /** As in "Training job penguins-…". */
  readonly title: string;
  /** Where: "this machine". */
  readonly place: string;
  /** What else: "the last hour, and what comes". */
  readonly note?: string;
}

export interface TailWriterOptions {
  /** Takes text for a terminal. */
  write(text: string): void;
  now(): number;
}

/** The last lines that are kept for whoever asks what was written; the terminal has its own scrollback. */
const keptLines = 2000;
const wipeLine = '\r\u001b[2K';

/** Turns what is followed into terminal text. Keeps a fixed number of lines, however long the log is. */
export class TailWriter implements FollowSink {
  readonly #options: TailWriterOptions;
  readonly #readers = new Map<string, TracebackReader>();
  readonly #recent: string[] = [];
  #streams: readonly string[] = [];
  #header: TailHeader | undefined;
  #begun = false;
  #anyLine = false;
  /** The line at the cursor says why it is quiet, and is replaced by whatever comes. */
  #waiting = false;
  #traceback: Traceback | undefined;

  constructor(options: TailWriterOptions) {
    this.#options = options;
  }

  /** The last lines, without colours. */
  get recent(): readonly string[] {
    return this.#recent;
  }

  /** The last traceback among the lines. */
  get traceback(): Traceback | undefined {
    return this.#traceback;
  }

  /** Before all else; again when a tail that was stopped goes on. */
  begin(header: TailHeader): void {
    this.#header ??= header;
  }

  state(state: SubjectState, streams: readonly string[]): void {
    this.#streams = streams;
    const { title, place, note } = this.#header ?? { title: '', place: '' };
    if (!this.#begun)
      this.#print([headerLine(title, state, note === undefined ? place : `${place} · ${note}`)]);
    this.#begun = true;
    const text =
      state.waiting?.untilFirstLine === true && this.#anyLine
        ? undefined
        : waitingLine(state, this.#options.now());
    if (text === undefined) this.#wipe();
    else {
      this.#options.write(`${this.#waiting ? wipeLine : ''}${text}`);
      this.#waiting = true;
    }
  }

  lines(events: readonly LogEvent[]): void {
    this.#anyLine ||= events.length > 0;
    this.#print(events.flatMap((event) => eventLines(event, this.#streams)));
    for (const event of events) this.#readTraceback(event);
  }

  trouble(error: unknown, retryMs: number): void {
    const why = error instanceof Error ? error.message : String(error);
    this.note(`${why} (trying again in ${Math.ceil(retryMs / 1000)} s)`);
  }

  mode(_mode: FollowMode, why: string | undefined): void {
    if (why !== undefined) this.note(why);
  }

  /** A line of the tail itself. */
  note(text: string): void {
    this.#print([noteLine(text)]);
  }

  /** Says how it ended. */
  end(state: SubjectState, offersModel: boolean): void {
    // The reason repeats a traceback that stands in the lines above.
    this.#print(summaryLines(state, { offersModel, withTraceback: this.#traceback === undefined }));
  }

  #readTraceback({ stream, message }: LogEvent): void {
    const reader = this.#readers.get(stream) ?? new TracebackReader();
    this.#readers.set(stream, reader);
    for (const line of messageLines(message))
      this.#traceback = reader.push(plainLine(line)) ?? this.#traceback;
  }

  #print(lines: readonly string[]): void {
    if (lines.length === 0) return;
    this.#wipe();
    this.#options.write(lines.map((line) => `${line}\r\n`).join(''));
    this.#recent.push(...lines.map(plainLine));
    if (this.#recent.length > keptLines) this.#recent.splice(0, this.#recent.length - keptLines);
  }

  #wipe(): void {
    if (this.#waiting) this.#options.write(wipeLine);
    this.#waiting = false;
  }
}
