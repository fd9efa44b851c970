import { AwsError } from '../../../http/awsError.ts';
import { LinearMatcher } from '../regex/linearMatcher.ts';
import { type Work } from '../regex/work.ts';

export function invalidPattern(why: string): AwsError {
  return new AwsError('InvalidParameterException', `Invalid filter pattern: ${why}`);
}

/** Reads a pattern's text from left to right. */
export class Scanner {
  /** Bounds what the pattern's expressions cost on one event. */
  readonly work: Work;
  /** Regular expressions so far. */
  regexes = 0;
  readonly #text: string;
  #at = 0;

  constructor(text: string, work: Work) {
    this.#text = text;
    this.work = work;
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

/** As many steps as a count of three digits writes out, and no more. */
export const MOST_STEPS = 999;

/**
 * `%…%` as a regular expression, when it is next. AWS has letters, digits, these symbols and no groups.
 * @param most so many may be in one pattern
 */
export function takeRegex(scanner: Scanner, most = Infinity): LinearMatcher | undefined {
  const source = scanner.match(REGEX)?.[1];
  if (source === undefined) return undefined;
  if (++scanner.regexes > most) throw invalidPattern(`it has more than ${most} regular expressions.`);
  const isPlain = /^[A-Za-z0-9\s:_#=@/;,\-^$?[\]{}|\\*+.]*$/.test(source);
  // Of letters behind a backslash these stand for places and the like; AWS has only classes of characters.
  if (!isPlain || /\\[bBAzZkpP0]/.test(source.replaceAll('\\\\', ''))) {
    throw invalidPattern(`the regular expression %${source}% has parts that are not supported.`);
  }
  try {
    return new LinearMatcher(source, scanner.work, MOST_STEPS);
  } catch (cause) {
    throw invalidPattern(
      `%${source}% is no regular expression (${cause instanceof Error ? cause.message : ''}).`,
    );
  }
}
