import type { SyntaxNode } from '@lezer/common';
import { dottedName, splitAtCommas } from './calls.ts';
import type { Assignment } from './module.ts';
import { childrenOf } from './parse.ts';

/**
 * The names that an assignment, an update (`x += 1`) or a `for` binds. Of tuples only the names are known.
 * @param unsure whether the statement may not be run, or more than once.
 */
export function readAssignments(node: SyntaxNode, text: string, line: number, unsure: boolean): Assignment[] {
  const one = (target: SyntaxNode, more: Partial<Assignment>): Assignment[] => {
    const name = dottedName(target, text);
    return name === undefined ? [] : [{ target: name, node, line, unsure, ...more }];
  };
  const children = childrenOf(node);
  if (node.name === 'UpdateStatement') return children[0] ? one(children[0], { unsure: true }) : [];
  if (node.name === 'ForStatement') {
    const targets = children.slice(
      1,
      children.findIndex(({ name }) => name === 'in'),
    );
    return targets.flatMap((target) => one(target, { unsure: true }));
  }
  const parts: SyntaxNode[][] = [[]];
  for (const child of children) {
    if (child.name === 'AssignOp') parts.push([]);
    else parts.at(-1)?.push(child);
  }
  const annotation = parts[0]?.find(({ name }) => name === 'TypeDef')?.lastChild;
  const targets = parts.length > 1 ? parts.slice(0, -1) : parts;
  const values = parts.length > 1 ? splitAtCommas(parts.at(-1) ?? []) : [];
  const value = values.length === 1 ? values[0]?.[0] : undefined;
  return targets.flatMap((part) => {
    const names = splitAtCommas(part.filter(({ name }) => name !== 'TypeDef')).map(([first]) => first);
    const [only] = names;
    if (names.length === 1 && only)
      return only.name === 'TupleExpression'
        ? childrenOf(only).flatMap((target) => one(target, { unsure: true }))
        : one(only, {
            // `x = 1, 2` is a tuple without brackets, which no node stands for.
            ...(value ? { value } : { unsure: unsure || values.length > 1 }),
            ...(annotation && { annotation }),
          });
    return names.flatMap((target, i) => {
      const own = values.length === names.length ? values[i]?.[0] : undefined;
      return target ? one(target, own ? { value: own } : { unsure: true }) : [];
    });
  });
}
