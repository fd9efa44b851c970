import { Frames } from './frames.ts';
import { Bars } from './text/bars.ts';
import { type Entry, ownEntry } from './text/entry.ts';
import { EntryText } from './text/entryText.ts';
import type { TailFilter } from './text/filter.ts';
import type { HostNames } from './text/hostNames.ts';
import { LineChoice, number } from './text/lineChoice.ts';
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
  readonly #options: LineViewOptions;
  readonly #ring = new Ring(kept);
  readonly #bars = new Bars();
  readonly #screen = new Screen();
  readonly #text: EntryText;
  readonly #choice: LineChoice;
  readonly #frames: Frames;
  #clear = false;
  #total = 0;
  #shown = 0;

  constructor(options: LineViewOptions) {
    this.#options = options;
    this.#text = new EntryText(options.timestamps ?? false);
    this.#choice = new LineChoice(this.names, (why) => this.say(noteLine(why)));
    this.#frames = new Frames({
      write: (text) => options.write(text),
      compose: (lines) => this.#compose(lines),
      answers: options.interactive,
    });
  }

  get filter(): TailFilter | undefined {
    return this.#choice.filter;
  }

  get host(): string | undefined {
    return this.#choice.host;
  }

  get names(): HostNames {
    return this.#text.names;
  }

  /** The streams that there are. */
  know(streams: readonly string[]): void {
    const stream = this.host === undefined ? undefined : this.names.streamOf(this.host);
    if (!this.#text.know(streams)) return;
    // The host that is shown alone may be called otherwise now.
    if (stream !== undefined) this.#choice.set(this.filter, this.names.of(stream));
    // Lines that were written without a host's name get one.
    if (this.#total > 0 && this.#options.interactive) this.redraw();
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
    this.#frames.add(this.#text.below(entry));
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
    this.#choose(filter, this.host);
  }

  /** Shows one host alone; all when undefined. */
  setHost(host: string | undefined): void {
    this.#choose(this.filter, host);
  }

  /** Takes filter and host away. */
  showAll(): void {
    this.#choose(undefined, undefined);
  }

  toggleTimestamps(): void {
    this.#text.timestamps = !this.#text.timestamps;
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
    return this.#ring.last(count).map((entry) => withoutColours(this.#text.of(entry)));
  }

  /** Empties the terminal and writes what it can hold. */
  redraw(): void {
    const { filter } = this;
    const all = this.#ring.last();
    const chosen = this.#choice.of(all.filter(({ kind }) => kind !== 'header'));
    // Given up, which was said on a line of its own.
    if (this.filter !== filter) {
      this.redraw();
      return;
    }
    this.#total = all.filter(isLog).length;
    this.#shown = chosen.filter(isLog).length;
    this.#frames.discard();
    this.#clear = true;
    this.#text.restart();
    for (const line of this.#options.header()) this.#frames.add(line);
    const dropped = this.#ring.dropped;
    if (dropped > 0)
      this.#frames.add(
        quietLine(`${number(dropped)} lines before these are no longer here: open as document`),
      );
    for (const entry of chosen.slice(-(this.#options.scrollback ?? usualScrollback)))
      this.#frames.add(this.#text.below(entry));
    this.#frames.flush();
  }

  dispose(): void {
    this.#frames.dispose();
  }

  #put(entries: readonly Entry[]): void {
    for (const entry of entries) this.#ring.push(entry);
    this.#total += entries.length;
    const chosen = this.#choice.of(entries);
    this.#shown += chosen.length;
    for (const entry of chosen) this.#frames.add(this.#text.below(entry));
  }

  #choose(filter: TailFilter | undefined, host: string | undefined): void {
    this.#choice.set(filter, host);
    this.redraw();
  }

  #compose(lines: string): string {
    const told = this.#choice.told(this.#shown, this.#total);
    const live = [
      ...this.#moving(),
      ...this.#options.footer(),
      ...(told === undefined ? [] : [quietLine(told)]),
    ];
    const text = (this.#clear ? this.#screen.clear() : '') + this.#screen.frame(lines, live);
    this.#clear = false;
    return text;
  }

  #moving(): readonly string[] {
    const bars = this.#choice.of(this.#bars.all);
    const room = Math.max(1, this.#screen.room - 3);
    const shown = bars.slice(-room).map((entry) => this.#text.of(entry));
    return bars.length > room ? [grey(`… ${bars.length - room} more progress bars`), ...shown] : shown;
  }
}

const isLog = ({ kind }: Entry): boolean => kind === 'log';
