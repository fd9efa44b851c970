/*
 * A small lexer for Python source: enough to find calls and read their literal arguments without running anything.
 * It never fails: text that is no Python yields tokens that nobody recognises.
 */

export type TokenKind = 'name' | 'number' | 'string' | 'operator';

export interface Token {
  readonly kind: TokenKind;
  /** As it stands in the source, a string's prefix and quotes included. */
  readonly text: string;
  /** Offsets into the source; `end` is the first character after the token. */
  readonly start: number;
  readonly end: number;
  /** Of a string: what is between the quotes, escapes as written; its prefix in lower case (`f`, `rb`, empty). */
  readonly body?: string;
  readonly prefix?: string;
}

const blank = /[\s\\]+|#[^\n]*/y;
const string = /([rRbBuUfFtT]{0,2})("""|'''|"|')/y;
const name = /[\p{L}_][\p{L}\p{N}_]*/uy;
const number =
  /0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?[jJ]?/y;
const operator = /\*\*=?|\/\/=?|<<=?|>>=?|[-+*/%@&|^=<>!:]=|->|[\s\S]/uy;

/** The tokens of a Python source, comments and white space left out. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(source);
  };
  while (at < source.length) {
    const skipped = match(blank);
    if (skipped) {
      at += skipped[0].length;
      continue;
    }
    const opening = match(string);
    if (opening) {
      const token = readString(source, at, opening[1] ?? '', opening[2] ?? '"');
      tokens.push(token);
      at = token.end;
      continue;
    }
    const kinds: [TokenKind, RegExp][] = [
      ['name', name],
      ['number', number],
      ['operator', operator],
    ];
    for (const [kind, pattern] of kinds) {
      const found = match(pattern);
      if (!found) continue;
      tokens.push({ kind, text: found[0], start: at, end: at + found[0].length });
      at += found[0].length;
      break;
    }
  }
  return tokens;
}

/** A string that is never closed ends at its line's end (or, with three quotes, at the source's). */
function readString(source: string, start: number, prefix: string, quote: string): Token {
  const from = start + prefix.length + quote.length;
  let at = from;
  while (at < source.length && !source.startsWith(quote, at)) {
    if (quote.length === 1 && source[at] === '\n') break;
    at += source[at] === '\\' ? 2 : 1;
  }
  const close = Math.min(at, source.length);
  const end = source.startsWith(quote, close) ? close + quote.length : close;
  return {
    kind: 'string',
    text: source.slice(start, end),
    start,
    end,
    body: source.slice(from, close),
    prefix: prefix.toLowerCase(),
  };
}
