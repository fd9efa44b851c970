import { formatPercent } from './methods.ts';
import { isList, type Value } from './values.ts';

type Part = { readonly operator: string } | { readonly operand: Value | undefined };

/** What one operator makes of its operands, as Python would; `undefined` where it is not plain arithmetic. */
export function arithmetic(parts: readonly Part[]): Value | undefined {
  const [a, b, c] = parts;
  if (parts.length === 2 && a && b && 'operator' in a && 'operand' in b) return unary(a.operator, b.operand);
  if (parts.length !== 3 || !a || !b || !c) return undefined;
  if (!('operand' in a) || !('operator' in b) || !('operand' in c)) return undefined;
  return binary(a.operand, b.operator, c.operand);
}

function unary(operator: string, value: Value | undefined): Value | undefined {
  if (operator === 'not' && typeof value === 'boolean') return !value;
  if (typeof value !== 'number') return undefined;
  if (operator === '-') return -value;
  return operator === '+' ? value : undefined;
}

function binary(left: Value | undefined, operator: string, right: Value | undefined): Value | undefined {
  if (typeof left === 'number' && typeof right === 'number') return numbers(left, operator, right);
  if (operator === '+' && typeof left === 'string' && typeof right === 'string') return left + right;
  if (operator === '+' && isList(left) && isList(right)) return [...left, ...right];
  if (operator === '%' && typeof left === 'string') return formatPercent(left, right);
  // `Path("a") / "b"`.
  if (operator === '/' && typeof left === 'string' && typeof right === 'string') return `${left}/${right}`;
  return undefined;
}

function numbers(a: number, operator: string, b: number): number | undefined {
  const result = compute(a, operator, b);
  return result === undefined || !Number.isFinite(result) || Math.abs(result) > Number.MAX_SAFE_INTEGER
    ? undefined
    : result;
}

function compute(a: number, operator: string, b: number): number | undefined {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '//':
      return Math.floor(a / b);
    case '%':
      return ((a % b) + b) % b;
    case '**':
      return a ** b;
    case '<<':
      return a * 2 ** b;
    case '>>':
      return Math.floor(a / 2 ** b);
    default:
      return undefined;
  }
}
