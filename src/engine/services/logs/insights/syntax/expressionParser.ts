import { AGGREGATES } from '../functions/aggregateNames.ts';
import { SCALARS } from '../functions/scalars.ts';
import { unitOf } from './periods.ts';
import { malformedQuery } from './queryError.ts';
import { type QueryScanner } from './queryScanner.ts';
import { type BinaryOperator, type Expression } from './syntax.ts';

const MOST_DEPTH = 100;
/** Left sides nest, too: `a or a or a …`. */
const MOST_OPERATORS = 1500;
const COMPARISONS = ['!=', '<=', '>=', '=', '<', '>'] as const;
const KEYWORDS = new Set(['and', 'or', 'not', 'like', 'in', 'as', 'by', 'asc', 'desc']);

/** Reads expressions: `or` binds least, then `and`, `not`, comparisons, `+ -`, `* / %`, `^`. */
export class ExpressionParser {
  readonly #scanner: QueryScanner;
  #depth = 0;
  #operators = 0;

  constructor(scanner: QueryScanner) {
    this.#scanner = scanner;
  }

  parse(): Expression {
    return this.#or();
  }

  #binary(left: Expression, operator: BinaryOperator, right: Expression): Expression {
    const span = { start: left.span.start, end: right.span.end };
    if (++this.#operators > MOST_OPERATORS)
      throw malformedQuery(`a query has at most ${MOST_OPERATORS} operators here`, right.span);
    return { kind: 'binary', operator, left, right, span };
  }

  #or(): Expression {
    if (++this.#depth > MOST_DEPTH)
      throw malformedQuery('the query is nested too deep', this.#scanner.spanFrom(this.#scanner.position));
    let left = this.#and();
    while (this.#scanner.takeWord('or')) left = this.#binary(left, 'or', this.#and());
    this.#depth -= 1;
    return left;
  }

  #and(): Expression {
    let left = this.#not();
    while (this.#scanner.takeWord('and')) left = this.#binary(left, 'and', this.#not());
    return left;
  }

  #not(): Expression {
    const start = this.#scanner.position;
    let count = 0;
    while (this.#scanner.takeWord('not')) count += 1;
    const operand = this.#comparison();
    if (count % 2 === 0) return operand;
    return { kind: 'not', operand, span: this.#scanner.spanFrom(start) };
  }

  #comparison(): Expression {
    const left = this.#sum();
    if (this.#scanner.take('=~')) return this.#like(left, false);
    const operator = COMPARISONS.find((symbol) => this.#scanner.take(symbol));
    if (operator) return this.#binary(left, operator, this.#sum());
    const before = this.#scanner.position;
    const negated = this.#scanner.takeWord('not') !== undefined;
    const word = this.#scanner.takeWord('like', 'in');
    if (word === 'like') return this.#like(left, negated);
    if (word === 'in') return this.#in(left, negated);
    this.#scanner.reset(before);
    return left;
  }

  #like(operand: Expression, negated: boolean): Expression {
    const pattern = this.#scanner.regex() ?? this.#sum();
    return { kind: 'like', operand, pattern, negated, span: this.#scanner.spanFrom(operand.span.start) };
  }

  #in(operand: Expression, negated: boolean): Expression {
    this.#scanner.expect('[');
    const members = this.#list(']');
    return { kind: 'in', operand, members, negated, span: this.#scanner.spanFrom(operand.span.start) };
  }

  #list(end: string): Expression[] {
    const members: Expression[] = [];
    if (this.#scanner.take(end)) return members;
    do members.push(this.#or());
    while (this.#scanner.take(','));
    this.#scanner.expect(end);
    return members;
  }

  #sum(): Expression {
    let left = this.#product();
    for (;;) {
      const operator = (['+', '-'] as const).find((symbol) => this.#scanner.take(symbol));
      if (!operator) return left;
      left = this.#binary(left, operator, this.#product());
    }
  }

  #product(): Expression {
    let left = this.#power();
    for (;;) {
      const operator = (['*', '/', '%'] as const).find((symbol) => this.#scanner.take(symbol));
      if (!operator) return left;
      left = this.#binary(left, operator, this.#power());
    }
  }

  #power(): Expression {
    const left = this.#signed();
    if (!this.#scanner.take('^')) return left;
    if (++this.#depth > MOST_DEPTH) throw malformedQuery('the query is nested too deep', left.span);
    const right = this.#power();
    this.#depth -= 1;
    return this.#binary(left, '^', right);
  }

  #signed(): Expression {
    const start = this.#scanner.position;
    if (!this.#scanner.take('-')) return this.operand();
    const operand = this.operand();
    return { kind: 'negative', operand, span: this.#scanner.spanFrom(start) };
  }

  /** A value, a field, a call, or what stands in parentheses. */
  operand(): Expression {
    const scanner = this.#scanner;
    const start = scanner.position;
    if (scanner.take('(')) {
      const inner = this.#or();
      scanner.expect(')');
      return inner;
    }
    const text = scanner.string();
    if (text !== undefined) return { kind: 'literal', value: text, span: scanner.spanFrom(start) };
    const number = scanner.number();
    if (number !== undefined) return this.#numberOrPeriod(number, start);
    const name = scanner.field();
    if (name === undefined || KEYWORDS.has(name.toLowerCase())) {
      scanner.reset(start);
      throw scanner.unexpected('a field, a value or a function');
    }
    if (scanner.take('(')) return this.#call(name, start);
    if (/^(true|false)$/i.test(name))
      return { kind: 'literal', value: name.toLowerCase() === 'true', span: scanner.spanFrom(start) };
    return { kind: 'field', name, span: scanner.spanFrom(start) };
  }

  #numberOrPeriod(count: number, start: number): Expression {
    const scanner = this.#scanner;
    const before = scanner.position;
    const word = scanner.word();
    const unit = word === undefined ? undefined : unitOf(word);
    if (unit) {
      if (!Number.isInteger(count) || count < 1)
        throw malformedQuery('a period is a whole number of units', scanner.spanFrom(start));
      return { kind: 'period', period: { count, unit }, span: scanner.spanFrom(start) };
    }
    scanner.reset(before);
    return { kind: 'literal', value: count, span: { start, end: before } };
  }

  /** A function is known by its name and by how many operands it takes. */
  #call(name: string, start: number): Expression {
    const scanner = this.#scanner;
    const lower = name.toLowerCase();
    let operands: Expression[];
    const star = scanner.position;
    if (lower === 'count' && scanner.take('*')) {
      scanner.expect(')');
      operands = [{ kind: 'star', span: { start: star, end: star + 1 } }];
    } else operands = this.#list(')');
    const span = scanner.spanFrom(start);
    const known = SCALARS.get(lower) ?? AGGREGATES.get(lower);
    if (!known) throw malformedQuery(`the function "${name}" is not known or not supported here`, span);
    const [least, most] = known.operands;
    if (operands.length < least || operands.length > most) {
      const wanted =
        least === most ? `${least}` : most === Infinity ? `${least} or more` : `${least} to ${most}`;
      throw malformedQuery(`${name} takes ${wanted} operands, not ${operands.length}`, span);
    }
    return { kind: 'call', name: lower, operands, text: scanner.textFrom(start), span };
  }
}
