import type { SyntaxNode } from '@lezer/common';
import { type Bindings, type Bound, nothingBound } from './bindings.ts';
import { type CallArguments, noArguments } from './calls.ts';
import { branchesAround, type Conditions } from './conditions.ts';
import { Evaluator } from './evaluate.ts';
import { roundsOf } from './loops.ts';
import type { PythonCall, PythonFunction, PythonModule } from './module.ts';
import { childrenOf } from './parse.ts';

/** Once a run, as the call is then: with what its `**more` adds, and what its names stand for. */
export interface CallRun extends Round {
  readonly arguments: CallArguments;
}

interface Round {
  readonly bindings: Bindings;
  /** When it is run: those of the calls of its function first. */
  readonly conditions: Conditions;
}

const always: Round = { bindings: nothingBound, conditions: [] };

const deepest = 4;
/** More is no list of arguments that a person wrote. */
const mostRuns = 500;

/** A call as it is run: once for each round of the loops around it, and for each call of the function it stands in. */
export function runsOf(module: PythonModule, call: PythonCall): CallRun[] {
  return roundsAt(module, call, 0).map((round) => ({
    ...round,
    arguments: withSpread(module, call, round.bindings),
  }));
}

function roundsAt(module: PythonModule, call: PythonCall, depth: number): Round[] {
  let all = call.within && depth < deepest ? ofCallers(module, call.within, depth) : [always];
  for (const loop of loopsAround(call)) {
    const children = childrenOf(loop);
    const source = children.findIndex(({ name }) => name === 'in');
    all = all.flatMap((outer) => {
      const evaluator = new Evaluator(module, call.within, outer.bindings);
      const rounds = roundsOf(module, evaluator, children.slice(1, source), children[source + 1]);
      return (
        rounds?.map((round) => ({ ...outer, bindings: new Map([...outer.bindings, ...round]) })) ?? [outer]
      );
    });
  }
  return all.slice(0, mostRuns).map(({ bindings, conditions }) => ({
    bindings,
    conditions: [...conditions, ...branchesAround(module, call, bindings)],
  }));
}

/** The `for` statements around a call, within its function, the outermost first. */
function loopsAround({ node, within }: PythonCall): SyntaxNode[] {
  const loops: SyntaxNode[] = [];
  for (let at = node.parent; at && at.from !== within?.node.from; at = at.parent) {
    if (at.name === 'ForStatement') loops.unshift(at);
  }
  return loops;
}

/** What a function's parameters stand for, and when that is, once for each call of it in the file. */
function ofCallers(module: PythonModule, owner: PythonFunction, depth: number): Round[] {
  const calls = module.calls.filter(
    ({ member, receiver, node, within }) =>
      member === owner.name &&
      node.name === 'CallExpression' &&
      (receiver === undefined || owner.owner !== undefined) &&
      within?.node.from !== owner.node.from,
  );
  const runs = calls.flatMap((caller) =>
    roundsAt(module, caller, depth + 1).map(({ bindings, conditions }) => ({
      bindings: parametersOf(module, owner, caller, bindings),
      conditions,
    })),
  );
  return runs.length > 0 && runs.length <= mostRuns ? runs : [always];
}

function parametersOf(
  module: PythonModule,
  owner: PythonFunction,
  caller: PythonCall,
  outer: Bindings,
): Bindings {
  const { positional, named, spread } = caller.arguments;
  const evaluator = new Evaluator(module, caller.within, outer);
  const self = owner.owner !== undefined && /^(?:self|cls)$/.test(owner.parameters[0]?.name ?? '') ? 1 : 0;
  const bindings = new Map<string, Bound>();
  const taken = new Set(owner.parameters.map(({ name }) => name));
  for (const [i, { name, star, keywords, default: fallback }] of owner.parameters.entries()) {
    if (star) {
      const rest = keywords
        ? { ...noArguments, named: new Map([...named].filter(([key]) => !taken.has(key))) }
        : { ...noArguments, positional: positional.slice(i - self) };
      bindings.set(name, { value: undefined, rest });
      continue;
    }
    const node = named.get(name) ?? positional[i - self] ?? (spread.length > 0 ? undefined : fallback);
    if (!node) continue;
    const bound = outer.get(module.dotted(node) ?? '');
    bindings.set(name, {
      node,
      value: evaluator.value(node),
      ...(caller.within && { within: caller.within }),
      // A name that was handed on.
      ...(bound?.node && bound),
    });
  }
  return bindings;
}

/** The arguments with those of `**{…}`, of `**common` and of `**dict(…)`, as far as the file tells. */
function withSpread(module: PythonModule, call: PythonCall, bindings: Bindings): CallArguments {
  const { positional, named, spread } = call.arguments;
  if (spread.length === 0) return call.arguments;
  const all = new Map<string, SyntaxNode>();
  const left: SyntaxNode[] = [];
  const more: SyntaxNode[] = [];
  for (const node of spread) {
    const rest = bindings.get(module.textOf(node))?.rest;
    if (rest) {
      more.push(...rest.positional);
      for (const [key, value] of rest.named) all.set(key, value);
      continue;
    }
    const entries = entriesOf(module, node, new Evaluator(module, call.within, bindings), call.within);
    if (!entries) left.push(node);
    for (const [key, value] of entries ?? []) all.set(key, value);
  }
  return { positional: [...positional, ...more], named: new Map([...all, ...named]), spread: left };
}

function entriesOf(
  module: PythonModule,
  node: SyntaxNode,
  evaluator: Evaluator,
  within: PythonFunction | undefined,
  depth = 0,
): Map<string, SyntaxNode> | undefined {
  if (node.name === 'VariableName' && depth < deepest) {
    const [only, ...more] = module.assigned(module.textOf(node), within);
    return only?.value && !only.unsure && more.length === 0
      ? entriesOf(module, only.value, evaluator, within, depth + 1)
      : undefined;
  }
  if (node.name === 'CallExpression' && module.dotted(node.firstChild) === 'dict') {
    const call = module.calls.find((one) => one.node.from === node.from && one.node.to === node.to);
    return call && new Map(call.arguments.named);
  }
  if (node.name !== 'DictionaryExpression' || node.getChild('**')) return undefined;
  const children = childrenOf(node);
  return new Map(
    children.flatMap((colon, i): [string, SyntaxNode][] => {
      const key = colon.name === ':' ? evaluator.value(children[i - 1]) : undefined;
      const value = children[i + 1];
      return typeof key === 'string' && value ? [[key, value]] : [];
    }),
  );
}
