import { objects, type Json, type JsonObject, object, text } from '../../json.ts';
import { type Lookup, resolveValue, StepError, wordsOf } from './values.ts';

const ORDERED: Readonly<Record<string, (order: number) => boolean>> = {
  GreaterThan: (order) => order > 0,
  GreaterThanOrEqualTo: (order) => order >= 0,
  LessThan: (order) => order < 0,
  LessThanOrEqualTo: (order) => order <= 0,
};

function same(left: Json, right: Json): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function order(left: Json, right: Json): number {
  const [a, b] = [Number(wordsOf(left)), Number(wordsOf(right))];
  if (Number.isNaN(a) || Number.isNaN(b)) {
    throw new StepError(`ClientError: ${wordsOf(left)} and ${wordsOf(right)} cannot be compared.`);
  }
  return a - b;
}

function among(condition: JsonObject, lookup: Lookup): boolean {
  // The SDK writes QueryValue and Values, the published schema Value and In.
  const value = resolveValue(condition['QueryValue'] ?? condition['Value'] ?? null, lookup);
  const values = resolveValue(condition['Values'] ?? condition['In'] ?? [], lookup);
  return Array.isArray(values) && values.some((item) => same(item, value));
}

/** Whether one condition of a Condition step is met. @throws StepError for one that cannot be told */
export function isMet(condition: JsonObject, lookup: Lookup): boolean {
  const type = text(condition, 'Type') ?? '';
  if (type === 'Or') return objects(condition, 'Conditions').some((one) => isMet(one, lookup));
  if (type === 'Not')
    return !isMet(object(condition, 'Condition') ?? object(condition, 'Expression') ?? {}, lookup);
  if (type === 'In') return among(condition, lookup);
  if (type === 'NotIn') return !among(condition, lookup);
  const left = resolveValue(condition['LeftValue'] ?? null, lookup);
  const right = resolveValue(condition['RightValue'] ?? null, lookup);
  if (type === 'Equals') return same(left, right);
  if (type === 'NotEquals') return !same(left, right);
  const ordered = ORDERED[type];
  if (!ordered) throw new StepError(`ClientError: The condition type "${type}" is not known.`);
  return ordered(order(left, right));
}
