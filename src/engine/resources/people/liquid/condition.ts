import { type Json } from '../../../json.ts';
import { isTrue, LiquidError, printed, type Scope, valueOf } from './value.ts';

const COMPARISONS: Readonly<Record<string, (left: Json, right: Json) => boolean>> = {
  '==': (left, right) => JSON.stringify(left) === JSON.stringify(right),
  '!=': (left, right) => JSON.stringify(left) !== JSON.stringify(right),
  '>': (left, right) => Number(left) > Number(right),
  '<': (left, right) => Number(left) < Number(right),
  '>=': (left, right) => Number(left) >= Number(right),
  '<=': (left, right) => Number(left) <= Number(right),
  contains: (left, right) =>
    Array.isArray(left) ? left.includes(right) : printed(left).includes(printed(right)),
};

const TERM = /^(.+?)(?:\s*(==|!=|>=|<=|>|<)\s*|\s+(contains)\s+)(.+)$/s;

function term(expression: string, scope: Scope): boolean {
  const [, left = '', sign, word, right = ''] = TERM.exec(expression.trim()) ?? [];
  const compare = COMPARISONS[sign ?? word ?? ''];
  return compare ? compare(valueOf(left, scope), valueOf(right, scope)) : isTrue(valueOf(expression, scope));
}

/** The condition of `{% if … %}`: comparisons joined by `and` and `or`, read from the right as Liquid does. @throws LiquidError */
export function holds(expression: string, scope: Scope): boolean {
  if (expression.trim() === '') throw new LiquidError('A condition is missing.');
  const [, left, joint, rest] = /^(.+?)\s+(and|or)\s+(.+)$/s.exec(expression) ?? [];
  if (left === undefined || rest === undefined) return term(expression, scope);
  return joint === 'and' ? term(left, scope) && holds(rest, scope) : term(left, scope) || holds(rest, scope);
}
