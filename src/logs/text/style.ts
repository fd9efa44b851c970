/**
 * What a terminal keeps from one line to the next: colours and attributes (ECMA-48, "select graphic rendition"). One for each
 * stream, so that hosts do not colour each other's lines.
 */
export class Style {
  readonly #parts = new Map<Slot, string>();
  #sequence = '';

  /** The sequence that brings a fresh terminal to this style; empty for the plain one. */
  get sequence(): string {
    return this.#sequence;
  }

  /**
   * Takes one sequence in.
   * @param parameters between `ESC [` and `m`
   * @returns the sequence with nothing left but what is known and does not hide text; empty where nothing is left
   */
  apply(parameters: string): string {
    const kept: string[] = [];
    const numbers = parameters.split(';');
    for (let i = 0; i < numbers.length; i++) {
      const first = numbers[i] ?? '';
      const code = Number(first.split(':', 1)[0]);
      const length = !first.includes(':') && extended.has(code) ? extendedLength(numbers[i + 1]) : 1;
      const text = numbers.slice(i, i + length).join(';');
      i += length - 1;
      if (this.#set(code, text === '' ? '0' : text)) kept.push(text === '' ? '0' : text);
    }
    this.#sequence = this.#parts.size === 0 ? '' : `\u001b[${[...this.#parts.values()].join(';')}m`;
    return kept.length === 0 ? '' : `\u001b[${kept.join(';')}m`;
  }

  #set(code: number, text: string): boolean {
    if (code === 0) {
      this.#parts.clear();
      return true;
    }
    const ends = endings.get(code);
    if (ends) {
      for (const slot of ends) this.#parts.delete(slot);
      return true;
    }
    const slot = slotOf(code);
    if (slot === undefined) return false;
    // Colours of another kind, or none at all: `38` without what it announces.
    if (extended.has(code) && !/^\d+[;:](?:5[;:]\d{1,3}|2[;:][\d;:]{5,20})$/.test(text)) return false;
    this.#parts.delete(slot);
    this.#parts.set(slot, text);
    return true;
  }
}

type Slot =
  | 'bold'
  | 'faint'
  | 'italic'
  | 'underline'
  | 'blink'
  | 'inverse'
  | 'strike'
  | 'over'
  | 'text'
  | 'ground'
  | 'line';

const extended = new Set([38, 48, 58]);
const endings: ReadonlyMap<number, readonly Slot[]> = new Map<number, readonly Slot[]>([
  [22, ['bold', 'faint']],
  [23, ['italic']],
  [24, ['underline']],
  [25, ['blink']],
  [27, ['inverse']],
  [29, ['strike']],
  [39, ['text']],
  [49, ['ground']],
  [55, ['over']],
  [59, ['line']],
]);
const attributes: Readonly<Partial<Record<number, Slot>>> = {
  1: 'bold',
  2: 'faint',
  3: 'italic',
  4: 'underline',
  5: 'blink',
  6: 'blink',
  7: 'inverse',
  // 8 hides text: a log has nothing to hide.
  9: 'strike',
  21: 'underline',
  38: 'text',
  48: 'ground',
  53: 'over',
  58: 'line',
};

function slotOf(code: number): Slot | undefined {
  const attribute = attributes[code];
  if (attribute !== undefined) return attribute;
  if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) return 'text';
  return (code >= 40 && code <= 47) || (code >= 100 && code <= 107) ? 'ground' : undefined;
}

/** How many parameters a colour of the table (`5;n`) or of its parts (`2;r;g;b`) takes, `38` included. */
function extendedLength(kind: string | undefined): number {
  return kind === '5' ? 3 : kind === '2' ? 5 : 1;
}
