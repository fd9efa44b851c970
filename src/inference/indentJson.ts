/** Lists of plain values up to this many characters stay on one line. */
const shortList = 80;
const token = /"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/g;

/**
 * JSON laid out for reading. Only white space changes: numbers keep the digits that the model gave.
 * @param text valid JSON; anything else comes back as it was.
 */
export function indentJson(text: string): string {
  try {
    JSON.parse(text);
  } catch {
    return text;
  }
  return new Layout(text.match(token) ?? []).value('');
}

class Layout {
  #at = 0;
  readonly #tokens: readonly string[];

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  value(indent: string): string {
    const first = this.#next();
    if (first !== '{' && first !== '[') return first;
    const close = first === '{' ? '}' : ']';
    const inner = `${indent}  `;
    const items: string[] = [];
    while (this.#tokens[this.#at] !== close) {
      const name = first === '{' ? `${this.#next()}${this.#next()} ` : '';
      items.push(name + this.value(inner));
      if (this.#tokens[this.#at] === ',') this.#at += 1;
    }
    this.#at += 1;
    if (items.length === 0) return first + close;
    const line = `[${items.join(', ')}]`;
    if (first === '[' && line.length <= shortList && items.every((item) => !/^[[{]/.test(item))) return line;
    return `${first}\n${inner}${items.join(`,\n${inner}`)}\n${indent}${close}`;
  }

  #next(): string {
    const found = this.#tokens[this.#at] ?? '';
    this.#at += 1;
    return found;
  }
}
