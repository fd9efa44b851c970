import { validation } from '../errors.ts';
import {
  across,
  ELEMENTWISE,
  filled,
  mapped,
  type MathRange,
  type MathValue,
  STEPWISE,
  SUMMARIES,
  type TimeSeries,
} from './functions.ts';
import { type Node } from './syntax.ts';

/** What an expression may refer to. */
export interface MathScope {
  readonly range: MathRange;
  /** What another query of the request comes to; `undefined` where there is none of that id. */
  readonly valueOf: (id: string) => MathValue | undefined;
  /** Counts values that are calculated. @throws AwsError when they are too many */
  readonly spend: (values: number) => void;
  /** The request's metrics, without its expressions, by their ids. */
  readonly metrics: () => readonly (readonly [id: string, series: TimeSeries])[];
}

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => a ** b,
};
/** Functions that are written out below. */
const OWN: readonly string[] = ['FILL', 'PERIOD', 'METRIC_COUNT'];
const isList = (value: MathValue): value is readonly TimeSeries[] => Array.isArray(value);

/** A part of the expression that cannot be computed. */
class MathError extends Error {}

/** The same for a number, a series, and each of several. */
function each(value: MathValue, change: (value: number) => number): MathValue {
  if (typeof value === 'string') throw new MathError(`"${value}" is no time series`);
  if (typeof value === 'number') return change(value);
  return isList(value) ? value.map((series) => mapped(series, change)) : mapped(value, change);
}

function combined(left: MathValue, right: MathValue, calculate: (a: number, b: number) => number): MathValue {
  if (typeof right === 'number') return each(left, (value) => calculate(value, right));
  if (typeof left === 'number') return each(right, (value) => calculate(left, value));
  if (typeof left === 'string' || typeof right === 'string')
    throw new MathError('a text cannot be calculated with');
  // Of two series, only what both have.
  const pair = (a: TimeSeries, b: TimeSeries): TimeSeries => ({
    ...mapped(a, (value, at) => calculate(value, b.points.get(at) ?? NaN)),
    period: Math.max(a.period, b.period),
  });
  if (isList(left) && isList(right)) throw new MathError('two arrays cannot be calculated with each other');
  if (isList(left)) return isList(right) ? left : left.map((series) => pair(series, right));
  return isList(right)
    ? right.map((series) => ({ ...pair(left, series), label: series.label }))
    : pair(left, right);
}

function listOf(value: MathValue): readonly TimeSeries[] {
  if (typeof value === 'number' || typeof value === 'string') throw new MathError('a time series is wanted');
  return isList(value) ? value : [value];
}

function call(name: string, values: readonly MathValue[], { range, spend, metrics }: MathScope): MathValue {
  const [first, second] = values;
  if (name === 'METRICS') {
    if (values.length > 1 || (first !== undefined && typeof first !== 'string'))
      throw new MathError('METRICS takes a text or nothing');
    return metrics().flatMap(([id, series]) => (id.includes(first ?? '') ? [series] : []));
  }
  const [elementwise, summary, stepwise] = [ELEMENTWISE[name], SUMMARIES[name], STEPWISE[name]];
  if (!elementwise && !summary && !stepwise && !OWN.includes(name))
    throw new MathError(`the function ${name} is not known or not supported here`);
  const wanted = name === 'FILL' ? 2 : 1;
  if (first === undefined || values.length !== wanted)
    throw new MathError(`${name} takes ${wanted} operands`);
  if (elementwise) return each(first, elementwise);
  const all = listOf(first);
  const onEach = (change: (series: TimeSeries) => TimeSeries): MathValue => {
    const changed = all.map(change);
    return isList(first) ? changed : (changed[0] ?? changed);
  };
  if (stepwise) return onEach(stepwise);
  if (summary) return isList(first) ? across(all, summary) : summary([...(all[0]?.points.values() ?? [])]);
  if (name === 'PERIOD') return all[0]?.period ?? 0;
  if (name === 'METRIC_COUNT') return all.length;
  if (typeof second !== 'number' && second !== 'REPEAT' && second !== 'LINEAR')
    throw new MathError('FILL fills with a number, REPEAT or LINEAR');
  return onEach((series) => {
    spend((range.end - range.start) / series.period);
    return filled(series, second, range);
  });
}

function valueOf(node: Node, scope: MathScope): MathValue {
  const value = computed(node, scope);
  if (typeof value === 'object') for (const { points } of listOf(value)) scope.spend(points.size);
  return value;
}

function computed(node: Node, scope: MathScope): MathValue {
  switch (node.kind) {
    case 'number':
    case 'text':
      return node.value;
    case 'id': {
      if (node.id === 'REPEAT' || node.id === 'LINEAR') return node.id;
      const value = scope.valueOf(node.id);
      if (value === undefined) throw new MathError(`unknown id ${node.id}`);
      return value;
    }
    case 'list':
      return node.items.flatMap((item) => listOf(valueOf(item, scope)));
    case 'negative':
      return each(valueOf(node.operand, scope), (value) => -value);
    case 'call':
      return call(
        node.name,
        node.operands.map((operand) => valueOf(operand, scope)),
        scope,
      );
    case 'binary': {
      const calculate = ARITHMETIC[node.operator] ?? (() => NaN);
      return combined(valueOf(node.left, scope), valueOf(node.right, scope), calculate);
    }
  }
}

/**
 * What an expression comes to.
 * @throws AwsError `ValidationError` for what cannot be computed
 */
export function evaluate(id: string, node: Node, scope: MathScope): MathValue {
  try {
    return valueOf(node, scope);
  } catch (error) {
    if (error instanceof MathError) throw validation(`Error in expression '${id}': ${error.message}`);
    throw error;
  }
}
