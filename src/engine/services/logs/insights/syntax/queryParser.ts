import { type Work } from '../../regex/work.ts';
import { ExpressionParser } from './expressionParser.ts';
import { malformedQuery, type Span } from './queryError.ts';
import { QueryScanner } from './queryScanner.ts';
import { type Command, type Expression, type NamedExpression, type SortKey } from './syntax.ts';

/** Commands that AWS has and this engine does not; to pass over them would answer another question. */
const NOT_HERE = new Set([
  ...['pattern', 'diff', 'anomaly', 'unmask', 'filterindex', 'source', 'lookup', 'join', 'addtotals'],
  ...[
    'subquery',
    'relevantfields',
    'appendcols',
    'fillnull',
    'eventstats',
    'streamstats',
    'search',
    'top',
    'rare',
  ],
]);
const KNOWN = 'fields, display, filter, parse, stats, sort, limit, dedup or unnest';
const MOST_ROWS = 100_000;

/** Reads the commands of a query, one after the other. */
class QueryParser {
  readonly #scanner: QueryScanner;
  readonly #expressions: ExpressionParser;

  constructor(text: string, work: Work) {
    this.#scanner = new QueryScanner(text, work);
    this.#expressions = new ExpressionParser(this.#scanner);
  }

  parse(): Command[] {
    const commands: Command[] = [];
    // A leading bar is allowed, as AWS's console writes it.
    this.#scanner.take('|');
    while (!this.#scanner.isAtEnd()) {
      commands.push(this.#command());
      if (this.#scanner.isAtEnd()) break;
      this.#scanner.expect('|');
      if (this.#scanner.isAtEnd()) throw this.#scanner.unexpected('a command');
    }
    return commands;
  }

  #command(): Command {
    const start = this.#scanner.position;
    const word = this.#scanner.word();
    const span = (): Span => this.#scanner.spanFrom(start);
    switch (word?.toLowerCase()) {
      case 'fields':
        return { kind: 'fields', columns: this.#columns(), span: span() };
      case 'display':
        return { kind: 'display', columns: this.#columns(), span: span() };
      case 'filter':
      case 'where':
        return { kind: 'filter', condition: this.#expressions.parse(), span: span() };
      case 'parse':
        return this.#parseCommand(start);
      case 'stats':
        return this.#stats(start);
      case 'sort':
      case 'order':
        return { kind: 'sort', keys: this.#sortKeys(), span: span() };
      case 'limit':
      case 'head':
      case 'tail':
        return { kind: 'limit', count: this.#count(), fromEnd: /^tail$/i.test(word), span: span() };
      case 'dedup':
        return { kind: 'dedup', keys: this.#listOf(() => this.#expressions.parse()), span: span() };
      case 'unnest':
        return this.#unnest(start);
      default:
        throw this.#noCommand(word, start);
    }
  }

  #noCommand(word: string | undefined, start: number): Error {
    if (word !== undefined && NOT_HERE.has(word.toLowerCase()))
      return malformedQuery(
        `the local engine does not have the command "${word}" of CloudWatch Logs Insights`,
        this.#scanner.spanFrom(start),
      );
    this.#scanner.reset(start);
    return this.#scanner.unexpected(KNOWN);
  }

  #listOf<T>(read: () => T): T[] {
    const items = [read()];
    while (this.#scanner.take(',')) items.push(read());
    return items;
  }

  #columns(): NamedExpression[] {
    return this.#listOf(() => this.#named());
  }

  #named(): NamedExpression {
    const start = this.#scanner.position;
    const expression = this.#expressions.parse();
    const name = this.#scanner.textFrom(start);
    const alias = this.#alias();
    if (alias !== undefined) return { name: alias, hasAlias: true, expression };
    return { name: expression.kind === 'field' ? expression.name : name, hasAlias: false, expression };
  }

  #alias(): string | undefined {
    if (!this.#scanner.takeWord('as')) return undefined;
    return this.#name();
  }

  #name(): string {
    const name = this.#scanner.field();
    if (name === undefined) throw this.#scanner.unexpected("a field's name");
    return name;
  }

  #stats(start: number): Command {
    const columns = this.#columns();
    const by = this.#scanner.takeWord('by') ? this.#columns() : [];
    return { kind: 'stats', columns, by, span: this.#scanner.spanFrom(start) };
  }

  #sortKeys(): SortKey[] {
    return this.#listOf(() => {
      const expression = this.#expressions.parse();
      return { expression, descending: this.#scanner.takeWord('asc', 'desc') === 'desc' };
    });
  }

  #count(): number {
    const start = this.#scanner.position;
    const count = this.#scanner.number();
    if (count === undefined) throw this.#scanner.unexpected('a number');
    if (!Number.isInteger(count) || count < 1 || count > MOST_ROWS)
      throw malformedQuery(`a limit is a whole number from 1 to ${MOST_ROWS}`, this.#scanner.spanFrom(start));
    return count;
  }

  #unnest(start: number): Command {
    const source = this.#expressions.operand();
    if (!this.#scanner.takeWord('into')) throw this.#scanner.unexpected('into');
    return { kind: 'unnest', source, name: this.#name(), span: this.#scanner.spanFrom(start) };
  }

  #parseCommand(start: number): Command {
    const source = this.#parseSource();
    const before = this.#scanner.position;
    const matcher = this.#scanner.regex();
    const glob = matcher ? undefined : this.#scanner.string();
    if (!matcher && glob === undefined) throw this.#scanner.unexpected('"…" with wildcards or /…/');
    const patternSpan = this.#scanner.spanFrom(before);
    const aliases = this.#scanner.takeWord('as') ? this.#listOf(() => this.#name()) : [];
    const span = this.#scanner.spanFrom(start);
    if (matcher) {
      const names = aliases.length > 0 ? aliases : matcher.groups.map((name) => name ?? '');
      if (names.length === 0 || names.length !== matcher.groups.length || names.includes(''))
        throw malformedQuery(
          'each group of the expression needs a name: (?<name>…), or "as" and names',
          patternSpan,
        );
      return { kind: 'parse', source, pattern: { kind: 'regex', matcher }, names, span };
    }
    const parts = (glob ?? '').split('*');
    if (parts.length === 1) throw malformedQuery('the pattern has no wildcard "*"', patternSpan);
    if (aliases.length !== parts.length - 1)
      throw malformedQuery(
        `the pattern has ${parts.length - 1} wildcards and there are ${aliases.length} names for them`,
        span,
      );
    return { kind: 'parse', source, pattern: { kind: 'glob', parts }, names: aliases, span };
  }

  /** The field may be left out: it is @message then. */
  #parseSource(): Expression {
    const start = this.#scanner.position;
    if (this.#scanner.isPatternNext())
      return { kind: 'field', name: '@message', span: { start, end: start } };
    // No more than an operand: a slash behind it begins the pattern, and divides nothing.
    return this.#expressions.operand();
  }
}

/**
 * Reads a query of CloudWatch Logs Insights. An empty one has no commands, and means all events.
 * @param work bounds what its regular expressions cost on one event
 * @throws AwsError `MalformedQueryException` with the place of what is wrong or not supported
 */
export function parseQuery(text: string, work: Work): Command[] {
  return new QueryParser(text, work).parse();
}
