import type { AskingPace, FollowSink } from './follow/followSink.ts';
import type { FollowMode } from './follow/liveWatch.ts';
import type { LogEvent } from './follow/logSource.ts';
import type { SubjectState } from './follow/subject.ts';
import { explain } from '../platform/explain.ts';
import { LineView } from './lineView.ts';
import { formatFineDuration } from '../analysis/text/duration.ts';
import type { Entry } from './text/entry.ts';
import { stepsAfter } from './text/nextSteps.ts';
import { StreamReader } from './text/streamReader.ts';
import type { Traceback } from './text/traceback.ts';
import {
  askingText,
  headerLine,
  noteLine,
  quietLine,
  summaryLines,
  waitingLine,
  withoutTraceback,
} from './text/transcript.ts';

/** What the header says. */
export interface TailHeader {
  /** As in "Training job penguins-…". */
  readonly title: string;
  /** Where: "this machine". */
  readonly place: string;
  /** What else: "the last hour, and what comes". */
  readonly note?: string;
  /** That it is followed live is worth saying: elsewhere anyone expects it. */
  readonly saysLive?: boolean;
}

export interface TailWriterOptions {
  /** Takes text for a terminal. */
  write(text: string): void;
  now(): number;
  /** It is typed into: keys change what is shown, and it answers when it is asked how far it is. */
  readonly interactive?: boolean;
  /** Lines that the terminal keeps. */
  readonly scrollback?: number;
  readonly timestamps?: boolean;
}

/** The last lines that are kept for whoever asks what was written; the terminal has its own scrollback. */
const keptLines = 2000;
/** Streams that had no line yet may begin with one from before the last of the others. Milliseconds. */
const late = 300_000;
const keysHint = 'f filter · t timestamps · h host · e copy last error · Ctrl+C stop · ? all keys';

/** Turns what is followed into terminal text. Keeps a fixed number of lines, however long the log is. */
export class TailWriter implements FollowSink {
  readonly view: LineView;
  readonly #options: TailWriterOptions;
  readonly #readers = new Map<string, StreamReader>();
  #header: TailHeader | undefined;
  #state: SubjectState | undefined;
  #begun = false;
  #anyLine = false;
  #waiting: string | undefined;
  #mode: FollowMode | undefined;
  #trouble: { readonly since: number; text: string } | undefined;
  #traceback: Traceback | undefined;

  constructor(options: TailWriterOptions) {
    this.#options = options;
    this.view = new LineView({
      ...options,
      interactive: options.interactive ?? false,
      header: () => this.#headerLines(),
      footer: () => [this.#trouble?.text, this.#waiting].filter((line) => line !== undefined),
    });
  }

  /** The last lines, without colours. */
  get recent(): readonly string[] {
    return this.view.recent(keptLines);
  }

  /** The last traceback among the lines. */
  get traceback(): Traceback | undefined {
    return this.#traceback;
  }

  /** The last traceback, else the last lines of a level of error, with the reason that SageMaker gives; undefined without any. */
  get lastError(): string | undefined {
    const errors = [...this.#readers.values()].map(({ error }) => error);
    const [last] = errors.filter(({ text }) => text !== '').sort((a, b) => b.at - a.at);
    const text = this.#traceback?.text ?? last?.text;
    const reason = this.#state?.end?.reason;
    if (text === undefined) return reason;
    return reason === undefined ? text : `${text}\n\nReason: ${withoutTraceback(reason)}`;
  }

  /** Before all else; again when a tail that was stopped goes on. */
  begin(header: TailHeader): void {
    this.#header ??= header;
  }

  state(state: SubjectState, streams: readonly string[]): void {
    this.#state = state;
    if (!this.#begun) for (const line of this.#headerLines()) this.view.say(line, 'header');
    this.#begun = true;
    this.#mended();
    this.view.know(streams);
    const quiet = state.waiting?.untilFirstLine === true && this.#anyLine;
    const waiting = quiet ? undefined : waitingLine(state, this.#options.now());
    if (waiting === this.#waiting) return;
    this.#waiting = waiting;
    this.view.changed();
  }

  lines(events: readonly LogEvent[]): void | Promise<void> {
    if (events.length === 0) return;
    if (!this.#anyLine && this.#state?.waiting?.untilFirstLine === true) this.#waiting = undefined;
    this.#anyLine = true;
    const entries: Entry[] = [];
    const keep = (entry: Entry): unknown => entries.push(entry);
    for (const event of events) {
      const reader = this.#readerOf(event.stream);
      const before = reader.traceback;
      reader.read(event, keep);
      if (reader.traceback !== before) this.#traceback = reader.traceback;
    }
    return this.view.add(entries);
  }

  trouble(error: unknown, retryMs: number): void {
    const why = explain(error).message;
    const text = noteLine(`${why} (trying again in ${Math.ceil(retryMs / 1000)} s)`);
    // Said once; while it lasts the last line tells when it is tried again.
    if (this.#trouble) this.#trouble.text = text;
    else {
      this.#trouble = { since: this.#options.now(), text };
      this.view.say(noteLine(why));
    }
    this.view.changed();
  }

  mode(mode: FollowMode, why: string | undefined, every: AskingPace): void {
    const before = this.#mode;
    this.#mode = mode;
    if (mode === 'live' && before === undefined && this.#header?.saysLive !== true) return;
    const text = mode === 'live' ? 'Following live' : askingText(every);
    this.view.say(quietLine(why === undefined ? text : `${text}: ${why}`));
  }

  /** A line of the tail itself. */
  note(text: string): void {
    this.view.say(noteLine(text));
  }

  /** The same for what is no trouble. */
  remark(text: string): void {
    this.view.say(quietLine(text));
  }

  /** Says how it ended. */
  end(state: SubjectState, offersModel: boolean): void {
    this.#state = state;
    this.#waiting = undefined;
    this.#mended();
    this.view.finish();
    // The reason repeats a traceback that stands in the lines above.
    const withTraceback = this.#traceback === undefined;
    for (const line of summaryLines(state, { next: stepsAfter(state, offersModel), withTraceback }))
      this.view.say(line);
  }

  /** It is followed no longer: what was waited for is not known any more. */
  pause(): void {
    this.#waiting = undefined;
    this.#trouble = undefined;
    this.view.finish();
  }

  /**
   * It is going to be followed again, by time: what was shown is not shown twice.
   * @returns the time that it has to be read from, in milliseconds since the epoch; undefined for the usual one
   */
  resume(): number | undefined {
    const readers = [...this.#readers.values()];
    for (const reader of readers) reader.rewind();
    const first = Math.min(...readers.map(({ lastAt }) => lastAt));
    return Number.isFinite(first) ? Math.max(0, first - late) : undefined;
  }

  #headerLines(): readonly string[] {
    const { title, place, note } = this.#header ?? { title: '', place: '' };
    if (!this.#state) return [];
    return [
      headerLine(title, this.#state, note === undefined ? place : `${place} · ${note}`),
      ...(this.#options.interactive === true ? [quietLine(keysHint)] : []),
    ];
  }

  #mended(): void {
    if (!this.#trouble) return;
    const { since } = this.#trouble;
    this.#trouble = undefined;
    this.remark(`Going on after ${formatFineDuration(this.#options.now() - since)}`);
  }

  #readerOf(stream: string): StreamReader {
    const known = this.#readers.get(stream);
    if (known) return known;
    const reader = new StreamReader();
    this.#readers.set(stream, reader);
    return reader;
  }
}
