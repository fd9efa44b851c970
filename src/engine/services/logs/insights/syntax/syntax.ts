import { type LinearMatcher } from '../../regex/linearMatcher.ts';
import { type Span } from './queryError.ts';

/** A length of time as queries write it: `5m`. */
export interface Period {
  readonly count: number;
  readonly unit: 'ms' | 's' | 'm' | 'h' | 'd' | 'w' | 'mo' | 'q' | 'y';
}

export type BinaryOperator =
  '+' | '-' | '*' | '/' | '%' | '^' | '=' | '!=' | '<' | '<=' | '>' | '>=' | 'and' | 'or';

/** What a query computes from a row. */
export type Expression = { readonly span: Span } & (
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'period'; readonly period: Period }
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'star' }
  | { readonly kind: 'not' | 'negative'; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'like';
      readonly operand: Expression;
      readonly pattern: LinearMatcher | Expression;
      readonly negated: boolean;
    }
  | {
      readonly kind: 'in';
      readonly operand: Expression;
      readonly members: readonly Expression[];
      readonly negated: boolean;
    }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly operands: readonly Expression[];
      /** As it stands in the query: after `stats` it may name the column that it has made. */
      readonly text: string;
    }
);

export interface NamedExpression {
  /** Its alias, else its own text. */
  readonly name: string;
  readonly hasAlias: boolean;
  readonly expression: Expression;
}

export interface SortKey {
  readonly expression: Expression;
  readonly descending: boolean;
}

/** How `parse` takes a text apart: literal parts with a wildcard between each two, or a regular expression. */
export type ParsePattern =
  | { readonly kind: 'glob'; readonly parts: readonly string[] }
  | { readonly kind: 'regex'; readonly matcher: LinearMatcher };

export type Command = { readonly span: Span } & (
  | { readonly kind: 'fields' | 'display'; readonly columns: readonly NamedExpression[] }
  | { readonly kind: 'filter'; readonly condition: Expression }
  | {
      readonly kind: 'parse';
      readonly source: Expression;
      readonly pattern: ParsePattern;
      readonly names: readonly string[];
    }
  | {
      readonly kind: 'stats';
      readonly columns: readonly NamedExpression[];
      readonly by: readonly NamedExpression[];
    }
  | { readonly kind: 'sort'; readonly keys: readonly SortKey[] }
  | { readonly kind: 'limit'; readonly count: number; readonly fromEnd: boolean }
  | { readonly kind: 'unnest'; readonly source: Expression; readonly name: string }
  | { readonly kind: 'dedup'; readonly keys: readonly Expression[] }
);
