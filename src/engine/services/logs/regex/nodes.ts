/** A regular expression, taken apart. */
export type RegexNode =
  | { readonly kind: 'character'; readonly takes: (code: number) => boolean; readonly literal?: string }
  | { readonly kind: 'assertion'; readonly what: 'start' | 'end' | 'boundary' | 'noBoundary' }
  | { readonly kind: 'sequence' | 'choice'; readonly nodes: readonly RegexNode[] }
  | { readonly kind: 'group'; readonly node: RegexNode; readonly index: number }
  | {
      readonly kind: 'repeat';
      readonly node: RegexNode;
      readonly least: number;
      readonly most: number;
      readonly lazy: boolean;
    };

export interface ParsedRegex {
  readonly node: RegexNode;
  /** The names of the groups in order, `undefined` for those without one. */
  readonly groups: readonly (string | undefined)[];
}
