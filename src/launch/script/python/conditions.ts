import type { SyntaxNode } from '@lezer/common';
import type { Bindings } from './bindings.ts';
import { Evaluator } from './evaluate.ts';
import type { PythonCall, PythonModule } from './module.ts';
import { childrenOf, isMainGuard } from './parse.ts';

/** The branch of an `if` that code stands in. */
export interface Branch {
  /** Where the statement begins in the source. */
  readonly statement: number;
  readonly index: number;
  /** How many branches there are, of which one is run in any case; undefined without an `else`. */
  readonly of: number | undefined;
  /** When it is run, as the source says it: `args.amp`, `not (n > 1)`. */
  readonly text: string;
}

/** What must hold all together, the outermost first; empty: it is run in any case. */
export type Conditions = readonly Branch[];

/** The branches that a call stands in, within its function; that of `__main__`, and those that are known to be taken, are none. */
export function branchesAround(
  module: PythonModule,
  { node, within }: PythonCall,
  bindings: Bindings,
): Branch[] {
  const branches: Branch[] = [];
  for (let at: SyntaxNode | null = node; at && at.from !== within?.node.from; at = at.parent) {
    const statement: SyntaxNode | null = at.parent;
    if (at.name !== 'Body' || statement?.name !== 'IfStatement' || isMainGuard(statement, module.text))
      continue;
    const branch = branchOf(module, statement, at, new Evaluator(module, within, bindings));
    if (branch) branches.unshift(branch);
  }
  return branches;
}

function branchOf(
  module: PythonModule,
  statement: SyntaxNode,
  body: SyntaxNode,
  evaluator: Evaluator,
): Branch | undefined {
  const parts = childrenOf(statement);
  const bodies = parts.filter(({ name }) => name === 'Body');
  const tests = parts.flatMap(({ name }, i) => (/^(?:if|elif)$/.test(name) ? (parts[i + 1] ?? []) : []));
  const index = bodies.findIndex(({ from }) => from === body.from);
  const test = tests[index];
  if (test && index === 0 && evaluator.value(test) === true) return undefined;
  return {
    statement: statement.from,
    index,
    of: bodies.length > tests.length ? bodies.length : undefined,
    text: test ? module.written(test) : negated(tests.map((one) => module.written(one))),
  };
}

function negated(tests: readonly string[]): string {
  const [only = '', ...more] = tests;
  if (more.length > 0) return `not (${tests.join(' or ')})`;
  const name = /^not ([\w.]+)$/.exec(only)?.[1];
  return name ?? (/^[\w.]+$/.test(only) ? `not ${only}` : `not (${only})`);
}

/**
 * When one of several is run, as the source says it.
 * @returns undefined when one of them is in any case: outside of conditions, or in each branch of an `if`
 */
export function whenAny(all: readonly Conditions[]): string | undefined {
  const left = withoutWhole(all);
  if (left.some((conditions) => conditions.length === 0)) return undefined;
  const texts = new Set(
    left.map((conditions) =>
      together(
        conditions.map(({ text }) => text),
        'and',
      ),
    ),
  );
  return together([...texts], 'or');
}

/** Where each branch of a statement is there, what stands around the statement takes their place. */
function withoutWhole(all: readonly Conditions[]): readonly Conditions[] {
  for (const conditions of all) {
    const last = conditions.at(-1);
    if (last?.of === undefined) continue;
    const outer = conditions.slice(0, -1);
    const key = pathOf(outer);
    const alike = all.filter(
      (one) => one.at(-1)?.statement === last.statement && pathOf(one.slice(0, -1)) === key,
    );
    if (new Set(alike.map((one) => one.at(-1)?.index)).size === last.of)
      return withoutWhole([outer, ...all.filter((one) => !alike.includes(one))]);
  }
  return all;
}

function pathOf(conditions: Conditions): string {
  return conditions.map(({ statement, index }) => `${statement} ${index}`).join();
}

function together(texts: readonly string[], word: 'and' | 'or'): string {
  const [only = '', ...more] = texts;
  if (more.length === 0) return only;
  return texts
    .map((text) => (/\b(?:and|or|if|lambda)\b|:=/.test(text) ? `(${text})` : text))
    .join(` ${word} `);
}
