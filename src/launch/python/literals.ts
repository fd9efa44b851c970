import type { Token } from './tokens.ts';

/** A value that a Python literal stands for; tuples, lists and sets are lists. */
export type Literal = null | boolean | number | string | Literal[];

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '0': '\0',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\n': '',
};

/** The value of the tokens when they are one literal, else `undefined`: names and calls are never resolved. */
export function readLiteral(tokens: readonly Token[]): Literal | undefined {
  const reader = new LiteralReader(tokens);
  const value = reader.value();
  return reader.atEnd() ? value : undefined;
}

/** What a string token stands for; `undefined` when it holds expressions (an f-string) or bytes. */
export function stringValue(token: Token): string | undefined {
  const prefix = token.prefix ?? '';
  if (/[bft]/.test(prefix)) return undefined;
  if (prefix.includes('r')) return token.body ?? '';
  return (token.body ?? '').replace(
    /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|([\s\S]))/g,
    (whole, byte: string | undefined, unit: string | undefined, one: string | undefined) =>
      one === undefined ? String.fromCharCode(parseInt(byte ?? unit ?? '', 16)) : (escapes[one] ?? whole),
  );
}

class LiteralReader {
  private at = 0;
  private readonly tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  atEnd(): boolean {
    return this.at === this.tokens.length;
  }

  value(): Literal | undefined {
    const token = this.tokens[this.at];
    if (!token) return undefined;
    if (token.kind === 'string') return this.strings();
    this.at += 1;
    if (token.kind === 'number') return numberValue(token.text);
    if (token.kind === 'name') return { True: true, False: false, None: null }[token.text];
    if (token.text === '-' || token.text === '+') {
      const value = this.value();
      if (typeof value !== 'number') return undefined;
      return token.text === '-' ? -value : value;
    }
    const close = { '[': ']', '(': ')', '{': '}' }[token.text];
    return close === undefined ? undefined : this.list(close);
  }

  /** Strings side by side are one. */
  private strings(): string | undefined {
    let text = '';
    for (let token = this.tokens[this.at]; token?.kind === 'string'; token = this.tokens[this.at]) {
      const value = stringValue(token);
      if (value === undefined) return undefined;
      text += value;
      this.at += 1;
    }
    return text;
  }

  private list(close: string): Literal | undefined {
    const values: Literal[] = [];
    let commas = 0;
    for (;;) {
      const token = this.tokens[this.at];
      if (!token) return undefined;
      if (token.text === close && token.kind === 'operator') break;
      const value = this.value();
      if (value === undefined) return undefined;
      values.push(value);
      if (this.tokens[this.at]?.text === ',') {
        commas += 1;
        this.at += 1;
      } else if (this.tokens[this.at]?.text !== close) return undefined;
    }
    this.at += 1;
    // `(1)` is a number in brackets, `(1,)` a tuple.
    const [only] = values;
    return close === ')' && commas === 0 && values.length === 1 ? only : values;
  }
}

function numberValue(text: string): number | undefined {
  const value = Number(text.replaceAll('_', ''));
  return Number.isNaN(value) ? undefined : value;
}
