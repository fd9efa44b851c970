/** Browsers draw nothing that is taller; a log of more is scrolled by ratio. Pixels. */
const tallest = 8_000_000;

/** Which rows of a list are in sight, and where its scroll bar is. */
export class RowWindow {
  /** The row at the upper edge, with the part of it that is out of sight. */
  readonly top: number;
  readonly total: number;
  /** Pixels. */
  readonly rowHeight: number;
  /** Pixels. */
  readonly height: number;

  constructor(top: number, total: number, rowHeight: number, height: number) {
    this.total = total;
    this.rowHeight = rowHeight;
    this.height = height;
    this.top = Math.max(0, Math.min(top, total - height / rowHeight));
  }

  /** Rows that have room, the part of one included. */
  get visible(): number {
    return this.height / this.rowHeight;
  }

  /** How tall the list pretends to be. Pixels. */
  get space(): number {
    return Math.min(tallest, this.total * this.rowHeight);
  }

  /** A pixel of the scroll bar is more than a pixel of the list. */
  get isScaled(): boolean {
    return this.total * this.rowHeight > tallest;
  }

  get isAtEnd(): boolean {
    return this.top >= this.#last - 0.5;
  }

  get scrollTop(): number {
    return this.#last === 0 ? 0 : (this.top / this.#last) * Math.max(0, this.space - this.height);
  }

  /** The rows that are drawn, `to` exclusive. */
  rows(margin: number): { from: number; to: number } {
    const from = Math.max(0, Math.floor(this.top) - margin);
    return { from, to: Math.min(this.total, Math.ceil(this.top + this.visible) + margin) };
  }

  at(top: number): RowWindow {
    return new RowWindow(top, this.total, this.rowHeight, this.height);
  }

  withTotal(total: number): RowWindow {
    return new RowWindow(this.top, total, this.rowHeight, this.height);
  }

  /** The person has moved the scroll bar. */
  scrolled(scrollTop: number): RowWindow {
    const range = this.space - this.height;
    return this.at(range <= 0 ? 0 : (scrollTop / range) * this.#last);
  }

  /** With a row in sight: where it is, just in sight when it is next to that, else in the middle. */
  showing(row: number): RowWindow {
    const whole = Math.floor(this.visible);
    if (row >= this.top && row + 1 <= this.top + this.visible) return this;
    if (row === Math.ceil(this.top) - 1) return this.at(row);
    if (row + 1 <= this.top + this.visible + 1 && row > this.top) return this.at(row + 1 - this.visible);
    return this.at(row - Math.floor(whole / 2));
  }

  get #last(): number {
    return Math.max(0, this.total - this.visible);
  }
}
