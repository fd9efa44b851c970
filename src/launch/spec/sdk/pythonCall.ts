import { pythonLiteral } from '../pythonLiteral.ts';

/**
 * A call with what is given of its named arguments.
 * @param texts further arguments, written already
 * @param first arguments without names, written already
 */
export function pythonCall(
  name: string,
  named: readonly (readonly [string, unknown])[],
  texts: readonly string[] = [],
  first: readonly string[] = [],
): string {
  const given = named.flatMap(([parameter, value]) =>
    value === undefined ? [] : [`${parameter}=${pythonLiteral(value, 2)}`],
  );
  return `${name}(${[...first, ...given, ...texts].join(', ')})`;
}
