import { Frames } from './frames.ts';
import { Bars } from './text/bars.ts';
import { ClockTime } from './text/clockTime.ts';
import { type Entry, ownEntry } from './text/entry.ts';
import { filterText, type TailFilter } from './text/filter.ts';
import { HostNames } from './text/hostNames.ts';
import { hostPrefix } from './text/hosts.ts';
import { Matcher, SlowFilter } from './text/matcher.ts';
import { grey } from './text/paint.ts';
import { Ring } from './text/ring.ts';
import { withoutColours } from './text/sanitize.ts';
import { Screen } from './text/screen.ts';
import { noteLine, quietLine } from './text/transcript.ts';

/** What a filter and a host are looked for in, and what is written anew when they change. */
const kept = { lines: 50_000, characters: 32_000_000 };
/** VS Code's own number of lines to scroll back. */
const usualScrollback = 1000;

export interface LineViewOptions {
  /** Takes text for a terminal. */
  write(text: string): void;
  now(): number;
  /** What stands above everything when it is written anew, a line each. */
  header(): readonly string[];
  /** What stands below everything, a line each. */
  footer(): readonly string[];
  /** Whether it is a terminal that is typed into, and that answers questions. */
  readonly interactive: boolean;
  /** Lines that the terminal keeps. */
  readonly scrollback?: number;
  readonly timestamps?: boolean;
}

/** Shows lines in a terminal: those that a filter and a host leave, and when either changes, the ones before anew. */
export class LineView {
  readonly names = new HostNames();
  readonly #options: LineViewOptions;
  readonly #ring = new Ring(kept);
  readonly #bars = new Bars();
  readonly #screen = new Screen();
  readonly #clock = new ClockTime();
  readonly #frames: Frames;
  readonly #prefixes = new Map<string, string>();
  #matcher = new Matcher(undefined, undefined);
  #host: string | undefined;
  #timestamps: boolean;
  #day = '';
  #clear = false;
  #total = 0;
  #shown = 0;

  constructor(options: LineViewOptions) {
    this.#options = options;
    this.#timestamps = options.timestamps ?? false;
    this.#frames = new Frames({
      write: (text) => options.write(text),
      compose: (lines) => this.#compose(lines),
      answers: options.interactive,
    });
  }

  get filter(): TailFilter | undefined {
    return this.#matcher.filter;
  }

  get host(): string | undefined {
    return this.#host;
  }

  get timestamps(): boolean {
    return this.#timestamps;
  }

  /** The streams that there are. */
  know(streams: readonly string[]): void {
    // Lines that were written without a host's name get one.
    if (this.names.know(streams) && this.#total > 0 && this.#options.interactive) this.redraw();
  }

  /** Shows lines of the log. @returns a promise while the terminal is behind */
  add(entries: readonly Entry[]): Promise<void> | undefined {
    const lines = entries.flatMap((entry) =>
      entry.bar ? this.#bars.move(entry) : this.#bars.end(entry.stream).concat(entry),
    );
    this.#put(lines);
    this.#frames.changed();
    return this.#frames.ready();
  }

  /** A line of the tail itself, seen at once. */
  say(text: string, kind: 'own' | 'header' = 'own'): void {
    const entry = ownEntry(text, this.#options.now(), kind);
    this.#ring.push(entry);
    this.#frames.add(this.#written(entry));
    this.#frames.flush();
  }

  /** What `footer` gives has changed. */
  changed(): void {
    this.#frames.changed();
  }

  /** No line comes any more: bars stay where they are. */
  finish(): void {
    this.#put(this.#bars.endAll());
    this.#frames.flush();
  }

  setFilter(filter: TailFilter | undefined): void {
    this.#matcher = new Matcher(filter, this.#takes());
    this.redraw();
  }

  /** Shows one host alone; all when undefined. */
  setHost(host: string | undefined): void {
    this.#host = host;
    this.setFilter(this.filter);
  }

  /** Takes filter and host away. */
  showAll(): void {
    this.#host = undefined;
    this.setFilter(undefined);
  }

  toggleTimestamps(): void {
    this.#timestamps = !this.#timestamps;
    this.redraw();
  }

  resize(columns: number, rows: number): void {
    this.#screen.resize(columns, rows);
    this.#frames.changed();
  }

  answered(): void {
    this.#frames.answered();
  }

  /** The last lines as they would be shown without a filter, and without colours. */
  recent(count: number): string[] {
    return this.#ring.last(count).map((entry) => withoutColours(this.#prefixOf(entry) + entry.text));
  }

  /** Empties the terminal and writes what it can hold. */
  redraw(): void {
    const all = this.#ring.last();
    const chosen = this.#choose(all.filter(({ kind }) => kind !== 'header'));
    this.#total = all.filter(isLog).length;
    this.#shown = chosen.filter(isLog).length;
    this.#frames.discard();
    this.#clear = true;
    this.#day = '';
    for (const line of this.#options.header()) this.#frames.add(line);
    const dropped = this.#ring.dropped;
    if (dropped > 0)
      this.#frames.add(
        quietLine(`${number(dropped)} lines before these are no longer here: open as document`),
      );
    for (const entry of chosen.slice(-(this.#options.scrollback ?? usualScrollback)))
      this.#frames.add(this.#written(entry));
    this.#frames.flush();
  }

  dispose(): void {
    this.#frames.dispose();
  }

  #put(entries: readonly Entry[]): void {
    for (const entry of entries) this.#ring.push(entry);
    this.#total += entries.length;
    const chosen = this.#choose(entries);
    this.#shown += chosen.length;
    for (const entry of chosen) this.#frames.add(this.#written(entry));
  }

  #choose(entries: readonly Entry[]): readonly Entry[] {
    try {
      return this.#matcher.choose(entries);
    } catch (error) {
      if (!(error instanceof SlowFilter)) throw error;
      this.#matcher = new Matcher(undefined, this.#takes());
      this.#frames.add(noteLine(`${error.message} The filter is off.`));
      return this.#matcher.choose(entries);
    }
  }

  #takes(): ((stream: string) => boolean) | undefined {
    const host = this.#host;
    return host === undefined ? undefined : (stream) => this.names.of(stream) === host;
  }

  #written(entry: Entry): string {
    if (entry.kind !== 'log') return entry.text;
    const line = this.#prefixOf(entry) + entry.text;
    if (!this.#timestamps) return line;
    const day = this.#clock.day(entry.timestamp);
    const newDay = day === this.#day ? '' : `${grey(`── ${day} ──`)}\r\n`;
    this.#day = day;
    return `${newDay}${grey(this.#clock.time(entry.timestamp))} ${line}`;
  }

  #prefixOf({ kind, stream }: Entry): string {
    if (kind !== 'log' || !this.names.several) return '';
    const known = this.#prefixes.get(stream);
    if (known !== undefined) return known;
    const prefix = hostPrefix(this.names.of(stream));
    this.#prefixes.set(stream, prefix);
    return prefix;
  }

  #compose(lines: string): string {
    const live = [...this.#moving(), ...this.#options.footer(), ...this.#status()];
    const text = (this.#clear ? this.#screen.clear() : '') + this.#screen.frame(lines, live);
    this.#clear = false;
    return text;
  }

  #moving(): readonly string[] {
    const bars = this.#choose(this.#bars.all);
    const room = Math.max(1, this.#screen.room - 3);
    const shown = bars.slice(-room).map((entry) => this.#prefixOf(entry) + entry.text);
    return bars.length > room ? [grey(`… ${bars.length - room} more progress bars`), ...shown] : shown;
  }

  /** Which lines are shown, where that is not all. */
  #status(): readonly string[] {
    if (this.#matcher.takesAll) return [];
    const parts = [
      ...(this.#host === undefined ? [] : [this.#host]),
      ...(this.filter ? [filterText(this.filter)] : []),
      `${number(this.#shown)} of ${number(this.#total)} lines`,
      'c shows all',
    ];
    return [quietLine(`Showing ${parts.join(' · ')}`)];
  }
}

const isLog = ({ kind }: Entry): boolean => kind === 'log';
const number = (value: number): string => value.toLocaleString('en-US');
