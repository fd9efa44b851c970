import { validation } from '../errors.ts';
import {
  across,
  ELEMENTWISE,
  filled,
  type MathRange,
  type MathValue,
  STEPWISE,
  SUMMARIES,
  type TimeSeries,
} from './functions.ts';
import { chosen, each, isList, MathError, operated } from './operators.ts';
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

/** Functions that are written out below. */
const OWN: readonly string[] = ['FILL', 'PERIOD', 'METRIC_COUNT'];
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
  if (name === 'IF') return chosen(values);
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
      return operated(node.operator, valueOf(node.left, scope), valueOf(node.right, scope));
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
