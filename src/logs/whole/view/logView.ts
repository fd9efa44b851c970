import type { CopyForm, LogLook, LogPosition, LogRow } from '../../../messages/log.ts';
import { readableJson } from '../../text/jsonLine.ts';
import { readableRow } from '../../text/readableRow.ts';
import { sanitizeLine, plainLine } from '../../text/sanitize.ts';
import { hostOf } from '../../text/hosts.ts';
import { isoTime } from '../save/saveFormat.ts';
import type { Scanner } from '../scan/scanner.ts';
import { lineAt, readLines, type SpoolLine } from '../spool/readLines.ts';
import type { Spool } from '../spool/spool.ts';
import { FoundLines } from './foundLines.ts';
import { type RowLink, rowLinks } from './rowLinks.ts';

/** More of a line than this no page draws. Bytes. */
const longestShown = 8_192;
/** More than this at once nobody looks at. */
const mostRows = 2_000;

/** One view of a spool: rows are the lines that its look takes. */
export class LogView {
  readonly #spool: Spool;
  readonly #lines: FoundLines;
  readonly #waiting = new Set<() => void>();

  /** @param changed hears whenever there are more rows, or other ones */
  constructor(spool: Spool, scanner: Scanner, changed: () => void) {
    this.#spool = spool;
    this.#lines = new FoundLines(spool, scanner, () => {
      for (const wake of this.#waiting) wake();
      this.#waiting.clear();
      changed();
    });
  }

  get look(): LogLook {
    return this.#lines.look;
  }
  get generation(): number {
    return this.#lines.generation;
  }
  get rows(): number {
    return this.#lines.rows?.size ?? this.#spool.lines;
  }
  get found(): number {
    return this.#lines.found?.size ?? 0;
  }
  get unseen(): number {
    return this.#lines.unseen;
  }
  get problem(): string | undefined {
    return this.#lines.problem;
  }

  setLook(look: LogLook): void {
    this.#lines.set(look);
  }

  /** The spool has grown. */
  grow(): void {
    this.#lines.grow();
  }

  dispose(): void {
    this.#lines.dispose();
  }

  async read(from: number, count: number): Promise<LogRow[]> {
    return (await this.#read(from, Math.min(count, mostRows), longestShown)).map((line) => ({
      line: line.line,
      time: line.time,
      host: line.stream,
      level: line.level,
      text: sanitizeLine(line.text),
      links: linksOf(plainLine(line.text)),
      readable: readable(line.text),
      cutFrom: line.bytes > longestShown ? line.bytes : undefined,
      found: this.#lines.found?.has(line.line) ?? false,
    }));
  }

  /**
   * The text of rows, the last one included: a piece at a time.
   */
  async *text(from: number, to: number, { withPrefix, asWritten }: CopyForm): AsyncGenerator<string> {
    const names = this.#spool.streams.map((name) => `[${hostOf(name)}] `);
    const prefix = ({ time, stream }: SpoolLine): string =>
      withPrefix ? `${isoTime(time)} ${names.length > 1 ? (names[stream] ?? '') : ''}` : '';
    for (let at = from; at <= to; at += 500) {
      const lines = await this.#read(at, Math.min(500, to + 1 - at), Number.POSITIVE_INFINITY);
      if (lines.length === 0) return;
      yield lines
        .map((line) => `${prefix(line)}${asWritten ? plainLine(line.text) : readableText(line.text)}\n`)
        .join('');
    }
  }

  /** Where a link of a line leads, by its index among the row's, or among its readable text's; undefined when there is none. */
  async link(line: number, index: number, isReadable: boolean): Promise<RowLink | undefined> {
    const [{ text } = { text: '' }] = await readLines(this.#spool, line, 1, longestShown);
    return rowLinks(isReadable ? (readableRow(text) ?? '') : plainLine(text))[index];
  }

  /** The line that the search finds, nearest from a line on and around the end. Waits for the search to get there. */
  async find(line: number, backwards: boolean): Promise<LogPosition | undefined> {
    for (;;) {
      const { found, unseen } = this.#lines;
      if (!found) return undefined;
      const near = backwards ? found.previous(line) : found.next(line);
      const hit =
        near ?? (unseen > 0 ? undefined : backwards ? found.select(found.size - 1) : found.select(0));
      if (hit !== undefined) return { line: hit, row: this.#rowOf(hit), ordinal: found.rank(hit) + 1 };
      if (unseen <= 0) return undefined;
      await new Promise<void>((wake) => this.#waiting.add(wake));
    }
  }

  /** The row of a line or of the first line at a time; the next one where it is not shown. */
  async rowOf(place: { readonly line: number } | { readonly time: number }): Promise<number> {
    const line = 'line' in place ? place.line : await lineAt(this.#spool, place.time);
    return Math.max(0, Math.min(this.rows - 1, this.#rowOf(line)));
  }

  #rowOf(line: number): number {
    return this.#lines.rows?.rank(line) ?? line;
  }

  async #read(from: number, count: number, longest: number): Promise<SpoolLine[]> {
    const { rows } = this.#lines;
    if (!rows) return readLines(this.#spool, from, count, longest);
    const read: SpoolLine[] = [];
    // Lines that follow one another are read together.
    for (let row = from; row < from + count;) {
      const first = rows.select(row);
      if (first === undefined) break;
      let run = 1;
      while (row + run < from + count && rows.select(row + run) === first + run) run += 1;
      read.push(...(await readLines(this.#spool, first, run, longest)));
      row += run;
    }
    return read;
  }
}

const linksOf = (text: string): LogRow['links'] => rowLinks(text).map(({ start, end }) => ({ start, end }));

function readable(line: string): LogRow['readable'] {
  const text = readableRow(line);
  return text === undefined ? undefined : { text, links: linksOf(text) };
}

/** The text of a line for people, in as many lines as it has then. */
function readableText(line: string): string {
  const plain = plainLine(line);
  return readableJson(plain)?.split('\n').map(plainLine).join('\n') ?? plain;
}
