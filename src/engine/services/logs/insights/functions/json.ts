import { type ScalarFunction } from './scalarFunction.ts';
import { readStructure, Structure } from './structure.ts';
import { asText } from './values.ts';

/** Between texts and the maps and lists that they write. */
export const JSON_FUNCTIONS: Readonly<Record<string, ScalarFunction>> = {
  jsonparse: { operands: [1, 1], apply: (value) => readStructure(asText(value) ?? '') },
  jsonstringify: {
    operands: [1, 1],
    apply: (value) => (value instanceof Structure ? asText(value) : undefined),
  },
};
