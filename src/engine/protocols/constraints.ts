import { readFileSync } from 'node:fs';
import { javaPattern } from './javaPattern.ts';

/** What AWS's public API model says of one shape. `min` and `max`: length of a string, list or map; value of a number. */
export interface ShapeConstraint {
  readonly pattern?: string;
  readonly min?: number;
  readonly max?: number;
  readonly enum?: readonly string[];
}

/** The constraints of one service; the SDK's schemas have none of them but `required`. */
export interface ServiceConstraints {
  readonly shapes: Readonly<Record<string, ShapeConstraint>>;
  /** Structure → member → shape name. */
  readonly members: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** List or map → `member`, or `key` and `value` → shape name. */
  readonly collections: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

interface ConstraintsFile {
  readonly services: Readonly<Record<string, ServiceConstraints>>;
}

let file: ConstraintsFile | undefined;

/** The constraints of a service by its signing name; `undefined` where the API model was not at hand. */
export function constraintsOf(
  service: string,
  location = new URL('../media/data/constraints.json', import.meta.url),
): ServiceConstraints | undefined {
  file ??= JSON.parse(readFileSync(location, 'utf8')) as ConstraintsFile;
  return file.services[service];
}

const compiled = new Map<string, RegExp>();

/**
 * A pattern of the API model (Java's syntax) as a regular expression over the whole value.
 * @throws SyntaxError for a pattern that has no counterpart here; a test compiles all of them.
 */
export function compilePattern(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known) return known;
  const { source, unicode } = javaPattern(pattern);
  const expression = new RegExp(`^(?:${source})$`, unicode ? 'su' : 's');
  compiled.set(pattern, expression);
  return expression;
}
