import { GENERAL } from './general.ts';
import { JSON_FUNCTIONS } from './json.ts';
import { NUMERIC } from './numeric.ts';
import { type ScalarFunction } from './scalarFunction.ts';
import { STRINGS } from './strings.ts';
import { TIMES } from './times.ts';

/** Those that need the row or a period and are compiled by name, see `compile.ts`. */
const SPECIAL: Readonly<Record<string, ScalarFunction['operands']>> = {
  bin: [1, 1],
  datefloor: [2, 2],
  dateceil: [2, 2],
  if: [3, 3],
};

/** All functions of a row, by their names in small letters. */
export const SCALARS: ReadonlyMap<string, ScalarFunction> = new Map([
  ...Object.entries({ ...NUMERIC, ...STRINGS, ...TIMES, ...GENERAL, ...JSON_FUNCTIONS }),
  ...Object.entries(SPECIAL).map(([name, operands]) => [name, { operands, apply: () => undefined }] as const),
]);
