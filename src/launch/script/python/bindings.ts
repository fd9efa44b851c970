import type { SyntaxNode } from '@lezer/common';
import type { CallArguments } from './calls.ts';
import type { PythonFunction } from './module.ts';
import type { Value } from './values.ts';

/** What a name stands for in one round of a loop, or one call of a function. */
export interface Bound {
  readonly value: Value | undefined;
  /** As it was given: of use where it is no value, as a type or a parser. */
  readonly node?: SyntaxNode;
  /** The function whose names `node` is written with. */
  readonly within?: PythonFunction;
  /** What `*args` or `**more` take up. */
  readonly rest?: CallArguments;
}

/** By name; `e.value` and `e.name` too, where `e` goes through an enum. */
export type Bindings = ReadonlyMap<string, Bound>;

export const nothingBound: Bindings = new Map();
