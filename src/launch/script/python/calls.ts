import type { SyntaxNode } from '@lezer/common';
import { childrenOf } from './parse.ts';

/** A call's arguments by position and by name. */
export interface CallArguments {
  readonly positional: readonly SyntaxNode[];
  readonly named: ReadonlyMap<string, SyntaxNode>;
  /** What stands behind `*` and `**` among them: there may be others. */
  readonly spread: readonly SyntaxNode[];
}

export const noArguments: CallArguments = { positional: [], named: new Map(), spread: [] };

/** The arguments in an `ArgList`. */
export function readArgumentList(list: SyntaxNode | null, text: string): CallArguments {
  if (list?.name !== 'ArgList') return noArguments;
  const positional: SyntaxNode[] = [];
  const named = new Map<string, SyntaxNode>();
  const spread: SyntaxNode[] = [];
  for (const run of splitAtCommas(childrenOf(list).slice(1))) {
    const [first, second, third] = run;
    if (!first) continue;
    if (first.name === '*' || first.name === '**') spread.push(...(second ? [second] : []));
    else if (second?.name === 'AssignOp' && third) named.set(text.slice(first.from, first.to), third);
    else if (first.name !== ')') positional.push(first);
  }
  return { positional, named, spread };
}

/** A parameter of a function. */
export interface Parameter {
  readonly name: string;
  readonly annotation?: SyntaxNode;
  readonly default?: SyntaxNode;
  /** `*args` and `**more`. */
  readonly star: boolean;
  /** `**more`. */
  readonly keywords?: boolean;
}

/** The parameters in a `ParamList`. */
export function readParameters(list: SyntaxNode | null, text: string): Parameter[] {
  if (list?.name !== 'ParamList') return [];
  return splitAtCommas(childrenOf(list)).flatMap((whole) => {
    const run = whole.filter(({ name }) => name !== '(' && name !== ')');
    const star = run[0]?.name === '*' || run[0]?.name === '**';
    const [name, ...more] = star ? run.slice(1) : run;
    if (name?.name !== 'VariableName') return [];
    const assign = more.findIndex((node) => node.name === 'AssignOp');
    const annotation = more.find((node) => node.name === 'TypeDef')?.lastChild;
    const value = assign < 0 ? undefined : more[assign + 1];
    return [
      {
        name: text.slice(name.from, name.to),
        star,
        ...(run[0]?.name === '**' && { keywords: true }),
        ...(annotation && { annotation }),
        ...(value && { default: value }),
      },
    ];
  });
}

/** The nodes between commas. */
export function splitAtCommas(nodes: readonly SyntaxNode[]): SyntaxNode[][] {
  const runs: SyntaxNode[][] = [[]];
  for (const node of nodes) {
    if (node.name === ',') runs.push([]);
    else runs.at(-1)?.push(node);
  }
  return runs.filter((run) => run.length > 0);
}

/** `a.b.c` of names and attributes; `undefined` for anything else. */
export function dottedName(node: SyntaxNode | null | undefined, text: string): string | undefined {
  const parts: string[] = [];
  for (let at = node; at; at = at.firstChild) {
    if (at.name === 'VariableName') return [text.slice(at.from, at.to), ...parts].join('.');
    const last = at.lastChild;
    if (at.name !== 'MemberExpression' || last?.name !== 'PropertyName' || parts.length > 8) return undefined;
    parts.unshift(text.slice(last.from, last.to));
  }
  return undefined;
}
