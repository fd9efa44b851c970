const escape = '\u001b';
const pieces = new RegExp(`${escape}\\[([\\d;]*[A-Za-z])|[^${escape}]`, 'gsu');

/** A terminal in miniature: what the tail writes, as a person sees it. Fails on sequences that it should never write. */
export class Terminal {
  #columns: number;
  #lines: string[][] = [[]];
  #row = 0;
  #column = 0;

  constructor(columns = 80) {
    this.#columns = columns;
  }

  /** Everything, what has scrolled away included; without colours, and without blanks at the ends of lines. */
  get text(): string {
    return this.#lines
      .map((cells) => cells.join('').trimEnd())
      .join('\n')
      .trimEnd();
  }

  /** As VS Code's: where it gets narrower lines wrap, but for the one that the cursor is on, which is cut. Joins none. */
  resize(columns: number): void {
    this.#columns = columns;
    const above: string[][] = [];
    for (const [row, cells] of this.#lines.entries()) {
      if (row === this.#row) this.#row = above.push(cells.slice(0, columns)) - 1;
      else
        for (let at = 0; at < Math.max(1, cells.length); at += columns)
          above.push(cells.slice(at, at + columns));
    }
    this.#lines = above;
    this.#column = Math.min(this.#column, columns);
  }

  write(text: string): void {
    for (const [piece, sequence] of text.matchAll(pieces)) {
      if (sequence !== undefined) this.#control(sequence);
      else if (piece === '\r') this.#column = 0;
      else if (piece === '\n') this.#newLine();
      else this.#put(piece);
    }
  }

  #put(character: string): void {
    if (this.#column === this.#columns) {
      this.#column = 0;
      this.#newLine();
    }
    this.#lines[this.#row]![this.#column] = character;
    this.#column += 1;
  }

  #newLine(): void {
    this.#row += 1;
    this.#lines[this.#row] ??= [];
  }

  #control(sequence: string): void {
    const kind = sequence.at(-1);
    if (kind === 'm') return;
    if (kind === 'A') this.#row -= Number(sequence.slice(0, -1));
    else if (sequence === '0J') {
      this.#lines.length = this.#row + 1;
      this.#lines[this.#row]!.length = this.#column;
    } else if (sequence === '2J' || sequence === '3J') this.#lines = [[]];
    else if (sequence === 'H') [this.#row, this.#column] = [0, 0];
    else throw new Error(`The tail wrote ESC [ ${sequence}`);
    if (this.#row < 0) throw new Error('The cursor left the screen');
  }
}
