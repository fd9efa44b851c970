import { ClockTime } from './clockTime.ts';
import type { Entry } from './entry.ts';
import { HostNames } from './hostNames.ts';
import { hostPrefix } from './hosts.ts';
import { grey } from './paint.ts';

/** Writes lines as a terminal shows them: behind their host where there are several, and their time where that is wanted. */
export class EntryText {
  timestamps: boolean;
  readonly names = new HostNames();
  readonly #clock = new ClockTime();
  readonly #prefixes = new Map<string, string>();
  #day = '';

  constructor(timestamps: boolean) {
    this.timestamps = timestamps;
  }

  /** The streams that there are. @returns whether lines that were written look otherwise now */
  know(streams: readonly string[]): boolean {
    const changed = this.names.know(streams);
    if (changed) this.#prefixes.clear();
    return changed;
  }

  /** The line, below its day where that is another one than the line's before. */
  below(entry: Entry): string {
    const line = this.of(entry);
    if (entry.kind !== 'log' || !this.timestamps) return line;
    const day = this.#clock.day(entry.timestamp);
    const newDay = day === this.#day ? '' : `${grey(`── ${day} ──`)}\r\n`;
    this.#day = day;
    return `${newDay}${grey(this.#clock.time(entry.timestamp))} ${line}`;
  }

  /** The line without its time. */
  of(entry: Entry): string {
    return entry.kind === 'log' ? this.#prefixOf(entry.stream) + entry.text : entry.text;
  }

  /** What comes next has no line before it. */
  restart(): void {
    this.#day = '';
  }

  #prefixOf(stream: string): string {
    if (!this.names.several) return '';
    const known = this.#prefixes.get(stream);
    if (known !== undefined) return known;
    const prefix = hostPrefix(this.names.of(stream));
    this.#prefixes.set(stream, prefix);
    return prefix;
  }
}
