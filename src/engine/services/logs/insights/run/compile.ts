import { AGGREGATES } from '../functions/aggregateNames.ts';
import { finite } from '../functions/numeric.ts';
import { SCALARS } from '../functions/scalars.ts';
import { asNumber, asText, compareValues, Instant, isTrue, type Value } from '../functions/values.ts';
import { LinearMatcher } from '../../regex/linearMatcher.ts';
import { ceilTime, floorTime } from '../syntax/periods.ts';
import { malformedQuery } from '../syntax/queryError.ts';
import { type BinaryOperator, type Expression, type Period } from '../syntax/syntax.ts';
import { pathsTo, type Row } from './row.ts';

/** Computes an expression for a row. */
export type Compute = (row: Row) => Value;

/** What expressions may refer to where they stand. */
export interface Names {
  /** After `stats` only what it has made is there; `undefined` before, where events may have any field. */
  readonly known: ReadonlySet<string> | undefined;
  /** In `stats`: takes the place of a call of an aggregate. */
  readonly aggregate?: (call: Extract<Expression, { kind: 'call' }>) => Compute;
}

const ARITHMETIC: Partial<Record<BinaryOperator, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '^': (a, b) => a ** b,
};
const COMPARISONS: Partial<Record<BinaryOperator, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/**
 * An expression as a function of rows.
 * @throws AwsError `MalformedQueryException` for names that are not known, and for functions out of place
 */
export function compile(expression: Expression, names: Names): Compute {
  switch (expression.kind) {
    case 'literal': {
      const { value } = expression;
      return () => value;
    }
    case 'period':
      throw malformedQuery('a period stands only in bin, datefloor and dateceil', expression.span);
    case 'star':
      throw malformedQuery('"*" stands only in count(*)', expression.span);
    case 'field': {
      const { name, span } = expression;
      if (names.known && !pathsTo(name).some((path) => names.known?.has(path)))
        throw malformedQuery(`unknown field "${name}" in or after stats`, span);
      return (row) => row.get(name);
    }
    case 'not': {
      const operand = compile(expression.operand, names);
      return (row) => !isTrue(operand(row));
    }
    case 'negative': {
      const operand = compile(expression.operand, names);
      return (row) => finite(-(asNumber(operand(row)) ?? NaN));
    }
    case 'binary':
      return compileBinary(
        expression.operator,
        compile(expression.left, names),
        compile(expression.right, names),
      );
    case 'like':
      return compileLike(expression, names);
    case 'in': {
      const { negated } = expression;
      const operand = compile(expression.operand, names);
      const members = expression.members.map((member) => compile(member, names));
      return (row) => {
        const value = operand(row);
        return members.some((member) => compareValues(value, member(row)) === 0) !== negated;
      };
    }
    case 'call':
      return compileCall(expression, names);
  }
}

function compileBinary(operator: BinaryOperator, left: Compute, right: Compute): Compute {
  if (operator === 'and') return (row) => isTrue(left(row)) && isTrue(right(row));
  if (operator === 'or') return (row) => isTrue(left(row)) || isTrue(right(row));
  // What is not there is not equal to anything.
  if (operator === '!=') return (row) => compareValues(left(row), right(row)) !== 0;
  const holds = COMPARISONS[operator];
  if (holds)
    return (row) => {
      const order = compareValues(left(row), right(row));
      return order !== undefined && holds(order);
    };
  const calculate = ARITHMETIC[operator];
  return (row) => {
    const [a, b] = [asNumber(left(row)), asNumber(right(row))];
    return a === undefined || b === undefined || !calculate ? undefined : finite(calculate(a, b));
  };
}

function compileLike(
  { operand, pattern, negated }: Extract<Expression, { kind: 'like' }>,
  names: Names,
): Compute {
  const text = compile(operand, names);
  if (pattern instanceof LinearMatcher)
    return (row) => {
      const value = asText(text(row));
      return (value !== undefined && pattern.test(value)) !== negated;
    };
  const wanted = compile(pattern, names);
  return (row) => {
    const [value, part] = [asText(text(row)), asText(wanted(row))];
    return (value !== undefined && part !== undefined && value.includes(part)) !== negated;
  };
}

function compileCall(call: Extract<Expression, { kind: 'call' }>, names: Names): Compute {
  const { name, operands, text, span } = call;
  if (names.known?.has(text) === true) return (row) => row.get(text);
  if (AGGREGATES.has(name)) {
    if (names.aggregate) return names.aggregate(call);
    throw malformedQuery(`${name}() stands only in stats`, span);
  }
  if (name === 'bin') {
    const period = periodOf(operands[0]);
    if (names.known && !names.known.has('@timestamp'))
      throw malformedQuery('there is no @timestamp after stats', span);
    return (row) => rounded(floorTime, row.get('@timestamp'), period);
  }
  if (name === 'datefloor' || name === 'dateceil') {
    const [time, length] = operands;
    const period = periodOf(length);
    const compute = time ? compile(time, names) : () => undefined;
    const round = name === 'datefloor' ? floorTime : ceilTime;
    return (row) => rounded(round, compute(row), period);
  }
  const compiled = operands.map((operand) => compile(operand, names));
  if (name === 'if') return (row) => (isTrue(compiled[0]?.(row)) ? compiled[1] : compiled[2])?.(row);
  const known = SCALARS.get(name);
  if (!known) throw malformedQuery(`the function "${name}" is not known`, span);
  return (row) => known.apply(...compiled.map((compute) => compute(row)));
}

function periodOf(operand: Expression | undefined): Period {
  if (operand?.kind === 'period') return operand.period;
  throw malformedQuery('a period such as 5m is wanted here', operand?.span ?? { start: 0, end: 0 });
}

function rounded(round: (time: number, period: Period) => number, value: Value, period: Period): Value {
  const time = asNumber(value);
  return time === undefined ? undefined : new Instant(round(time, period));
}
