import { AwsError } from '../../../http/awsError.ts';
import { LinearRegex } from './linearRegex.ts';

export function invalidPattern(why: string): AwsError {
  return new AwsError('InvalidParameterException', `Invalid filter pattern: ${why}`);
}

/** Reads a pattern's text from left to right. */
export class Scanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  skipSpaces(): void {
    this.match(/\s*/y);
  }

  get isAtEnd(): boolean {
    this.skipSpaces();
    return this.#at >= this.#text.length;
  }

  /** Takes what a sticky expression finds here. */
  match(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.#at;
    const found = expression.exec(this.#text);
    if (!found) return undefined;
    this.#at = expression.lastIndex;
    return found;
  }

  /** Takes these words when they are next, spaces before them aside. */
  take(words: string): boolean {
    this.skipSpaces();
    if (!this.#text.startsWith(words, this.#at)) return false;
    this.#at += words.length;
    return true;
  }

  /** The error for what is here. */
  unexpected(wanted: string): AwsError {
    const rest = this.#text.slice(this.#at, this.#at + 20);
    return invalidPattern(`${wanted} expected at "${rest}".`);
  }
}

const QUOTED = /"((?:[^"\\]|\\.)*)"/y;
const REGEX = /%((?:[^%\\]|\\.)*)%/y;

/** `"…"` with its escapes undone, when it is next. */
export function takeQuoted(scanner: Scanner): string | undefined {
  return scanner.match(QUOTED)?.[1]?.replace(/\\(["\\])/g, '$1');
}

/** `%…%` as a regular expression, when it is next. AWS has letters, digits, these symbols and no groups. */
export function takeRegex(scanner: Scanner): LinearRegex | undefined {
  const source = scanner.match(REGEX)?.[1];
  if (source === undefined) return undefined;
  if (!/^[A-Za-z0-9\s:_#=@/;,\-^$?[\]{}|\\*+.]*$/.test(source)) {
    throw invalidPattern(`the regular expression %${source}% has characters that are not supported.`);
  }
  try {
    return new LinearRegex(source);
  } catch (cause) {
    throw invalidPattern(
      `%${source}% is no regular expression (${cause instanceof Error ? cause.message : ''}).`,
    );
  }
}
