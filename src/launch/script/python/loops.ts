import type { SyntaxNode } from '@lezer/common';
import type { Bindings, Bound } from './bindings.ts';
import { enumMembers } from './enums.ts';
import type { Evaluator } from './evaluate.ts';
import type { PythonModule } from './module.ts';
import { childrenOf } from './parse.ts';
import { isDictionary, isList, type Value } from './values.ts';

/** More rounds are no list that a person wrote. */
const mostRounds = 200;

/**
 * What a `for` binds its names to, round by round; `undefined` when only running tells what it goes through.
 * @param targets the nodes between `for` and `in`.
 */
export function roundsOf(
  module: PythonModule,
  evaluator: Evaluator,
  targets: readonly SyntaxNode[],
  source: SyntaxNode | undefined,
): Bindings[] | undefined {
  const [only] = targets;
  const names = (only?.name === 'TupleExpression' ? childrenOf(only) : targets)
    .filter(({ name }) => name === 'VariableName')
    .map((target) => module.textOf(target));
  const [first] = names;
  if (first === undefined) return undefined;
  const members =
    names.length === 1 ? enumMembers(module, module.dotted(source) ?? '', evaluator) : undefined;
  if (members)
    return members.map(({ name, value }) => {
      const bound = (known: Value | undefined): Bound => ({ value: known });
      return new Map([
        [first, bound(value)],
        [`${first}.value`, bound(value)],
        [`${first}.name`, bound(name)],
      ]);
    });
  const given = evaluator.value(source);
  const items = isDictionary(given) ? [...given.keys()] : given;
  if (!isList(items) || items.length > mostRounds) return undefined;
  return items.map((item) => bindingsOf(names, item));
}

function bindingsOf(names: readonly string[], item: Value): Bindings {
  const parts = names.length === 1 ? [item] : isList(item) ? item : [];
  return new Map(names.map((name, i) => [name, { value: parts[i] }]));
}
