import { type AwsError } from '../../../../http/awsError.ts';
import { LinearMatcher } from '../../regex/linearMatcher.ts';
import { type Work } from '../../regex/work.ts';
import { malformedQuery, type Span } from './queryError.ts';

const SPACE = /(?:\s+|#[^\n]*)+/y;
const WORD = /[A-Za-z_][A-Za-z0-9_]*/y;
/** A name, or one in backticks, and what leads on into it: `.name`, `[0]`. */
const FIELD = /(?:@?`[^`]+`|[@A-Za-z_][A-Za-z0-9_@]*)(?:\.(?:[A-Za-z0-9_@]+|`[^`]+`)|\[\d+\]){0,100}/y;
const STRING = /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/sy;
const REGEX = /\/((?:[^/\\\n]|\\.)+)\//y;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** Each keeps a few megabytes at worst. */
const MOST_EXPRESSIONS = 50;

/** Reads a query's text from left to right, comments (`# …`) passed over. */
export class QueryScanner {
  readonly #text: string;
  readonly #work: Work;
  #at = 0;
  #expressions = 0;

  /** @param work bounds what the query's expressions cost on one event */
  constructor(text: string, work: Work) {
    this.#text = text;
    this.#work = work;
  }

  /** Where the next thing begins. */
  get position(): number {
    this.#match(SPACE);
    return this.#at;
  }

  isAtEnd(): boolean {
    return this.position >= this.#text.length;
  }

  /** The query's text from one place to where reading has come to. */
  textFrom(start: number): string {
    return this.#text.slice(start, this.#at).trim();
  }

  /** From a place to where reading has come to. */
  spanFrom(start: number): Span {
    return { start, end: Math.max(start, this.#at) };
  }

  /** Takes these characters when they are next. */
  take(symbol: string): boolean {
    if (!this.#text.startsWith(symbol, this.position)) return false;
    this.#at += symbol.length;
    return true;
  }

  expect(symbol: string): void {
    if (!this.take(symbol)) throw this.unexpected(`"${symbol}"`);
  }

  /** Takes one of these words when it is next, whatever its case. */
  takeWord(...words: readonly string[]): string | undefined {
    const start = this.position;
    const found = this.#match(WORD)?.[0].toLowerCase();
    if (found !== undefined && words.includes(found)) return found;
    this.#at = start;
    return undefined;
  }

  /** A word of any kind: a command's name. */
  word(): string | undefined {
    return this.#next(WORD)?.[0];
  }

  /** A field's name, also in backticks. */
  field(): string | undefined {
    return this.#next(FIELD)?.[0].replaceAll('`', '');
  }

  string(): string | undefined {
    const found = this.#next(STRING);
    // A backslash before anything but a quote, a slash or itself is the text's own.
    return found && (found[1] ?? found[2] ?? '').replace(/\\(["'\\/])/g, '$1');
  }

  number(): number | undefined {
    const found = this.#next(NUMBER)?.[0];
    return found === undefined ? undefined : Number(found);
  }

  /** `/…/`, where one may stand. */
  regex(): LinearMatcher | undefined {
    const start = this.position;
    const source = this.#next(REGEX)?.[1];
    if (source === undefined) return undefined;
    if (++this.#expressions > MOST_EXPRESSIONS)
      throw malformedQuery(
        `a query has at most ${MOST_EXPRESSIONS} regular expressions here`,
        this.spanFrom(start),
      );
    try {
      return new LinearMatcher(source, this.#work);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : '';
      throw malformedQuery(`/${source}/ is no regular expression: ${why}`, this.spanFrom(start));
    }
  }

  /** Whether a text or an expression is next; nothing is taken. */
  isPatternNext(): boolean {
    const start = this.position;
    const found = this.#match(STRING) ?? this.#match(REGEX);
    this.#at = start;
    return found !== undefined;
  }

  /** Goes back to a place. */
  reset(position: number): void {
    this.#at = position;
  }

  /** The error for what is here. */
  unexpected(wanted: string): AwsError {
    const start = this.position;
    const found = /\S{1,50}/y.exec(this.#text.slice(start))?.[0] ?? '';
    const what = found === '' ? 'the end of the query' : `"${found}"`;
    const end = start + Math.max(found.length, 1);
    return malformedQuery(`unexpected ${what}, expecting ${wanted}`, { start, end });
  }

  #next(expression: RegExp): RegExpExecArray | undefined {
    this.#match(SPACE);
    return this.#match(expression);
  }

  #match(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.#at;
    const found = expression.exec(this.#text);
    if (!found) return undefined;
    this.#at = expression.lastIndex;
    return found;
  }
}
