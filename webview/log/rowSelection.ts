/** The row that the keyboard is at, and those that are selected with it. */
export class RowSelection {
  readonly active: number;
  readonly anchor: number;

  constructor(active: number, anchor = active) {
    this.active = active;
    this.anchor = anchor;
  }

  get from(): number {
    return Math.min(this.active, this.anchor);
  }
  get to(): number {
    return Math.max(this.active, this.anchor);
  }

  has(row: number): boolean {
    return row >= this.from && row <= this.to;
  }

  /** Goes to a row; with what is selected when it extends. */
  moved(to: number, extend: boolean, rows: number): RowSelection {
    const active = Math.max(0, Math.min(rows - 1, to));
    return new RowSelection(active, extend ? this.anchor : active);
  }
}
