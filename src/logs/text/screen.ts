import { fit, rowsOf } from './width.ts';

/**
 * What stands at the end of the terminal and is written anew as it changes: progress bars, what is waited for, which lines
 * are shown. Everything else scrolls away above it.
 */
export class Screen {
  #columns = 80;
  #rows = 24;
  #live: readonly string[] = [];
  /** When `live` was written. */
  #liveColumns = 0;

  /** A size that is not known stays as it was. */
  resize(columns: number, rows: number): void {
    if (columns > 0) this.#columns = columns;
    if (rows > 0) this.#rows = rows;
  }

  /** How many lines may be written anew; those above are out of a cursor's reach. */
  get room(): number {
    return Math.max(1, Math.min(12, this.#rows - 2));
  }

  /**
   * Terminal text that adds lines and shows `live` below them.
   * @param lines each with its line end
   * @returns an empty text when nothing changes
   */
  frame(lines: string, live: readonly string[]): string {
    // The last column stays free: a character there may or may not wrap.
    const fitted = live.slice(-this.room).map((line) => fit(line, this.#columns - 1));
    if (lines === '' && same(fitted, this.#live)) return '';
    const text = this.#erase() + lines + fitted.join('\r\n');
    this.#live = fitted;
    this.#liveColumns = this.#columns;
    return text;
  }

  /** Terminal text that empties the terminal, what has scrolled away included. */
  clear(): string {
    this.#live = [];
    return '\u001b[2J\u001b[3J\u001b[H';
  }

  #erase(): string {
    if (this.#live.length === 0) return '';
    const above = this.#rowsAbove();
    return `\r${above > 0 ? `\u001b[${above}A` : ''}\u001b[0J`;
  }

  /** Between the first of them and the cursor. */
  #rowsAbove(): number {
    const above = this.#live.slice(0, -1);
    if (this.#columns >= this.#liveColumns) return above.length;
    // A terminal that gets narrower wraps what it holds, but for the line that the cursor is on.
    return above.reduce((rows, line) => rows + rowsOf(line, this.#columns), 0);
  }
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((line, i) => line === other[i]);
}
