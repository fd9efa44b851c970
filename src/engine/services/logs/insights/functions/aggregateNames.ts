/** The functions of `stats`, by their names in small letters, with how many operands they take. */
export const AGGREGATES: ReadonlyMap<string, { readonly operands: readonly [number, number] }> = new Map([
  ['count', { operands: [0, 1] }],
  ['count_distinct', { operands: [1, 1] }],
  ['sum', { operands: [1, 1] }],
  ['avg', { operands: [1, 1] }],
  ['min', { operands: [1, 1] }],
  ['max', { operands: [1, 1] }],
  ['stddev', { operands: [1, 1] }],
  ['pct', { operands: [2, 2] }],
  ['median', { operands: [1, 1] }],
  ['earliest', { operands: [1, 1] }],
  ['latest', { operands: [1, 1] }],
  ['sortsfirst', { operands: [1, 1] }],
  ['sortslast', { operands: [1, 1] }],
]);
