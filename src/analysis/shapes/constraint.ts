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

/** What `media/data/constraints.json` holds. */
export interface ConstraintsFile {
  readonly services: Readonly<Record<string, ServiceConstraints>>;
}

/** One constraint that a value breaks: which, and AWS's words for it. */
export interface BrokenConstraint {
  readonly constraint: 'max' | 'min' | 'enum' | 'pattern';
  readonly words: string;
}

/** A value that is too long anyway is matched no further than this. */
const mostMatched = 65_536;

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

/** Every constraint that a value, as JSON has it, breaks. */
export function brokenConstraints(constraint: ShapeConstraint, value: unknown): BrokenConstraint[] {
  const broken: BrokenConstraint[] = [];
  const { max, min, pattern } = constraint;
  const size = sizeOf(value);
  const what = typeof value === 'number' ? 'value' : 'length';
  if (size !== undefined && max !== undefined && size > max)
    broken.push({ constraint: 'max', words: `Member must have ${what} less than or equal to ${max}` });
  if (size !== undefined && min !== undefined && size < min)
    broken.push({ constraint: 'min', words: `Member must have ${what} greater than or equal to ${min}` });
  if (typeof value !== 'string') return broken;
  if (constraint.enum && !constraint.enum.includes(value)) {
    const words = `Member must satisfy enum value set: [${constraint.enum.join(', ')}]`;
    broken.push({ constraint: 'enum', words });
  }
  const isMeasured = value.length <= Math.max(max ?? Infinity, mostMatched);
  if (isMeasured && pattern !== undefined && !compilePattern(pattern).test(value))
    broken.push({
      constraint: 'pattern',
      words: `Member must satisfy regular expression pattern: ${pattern}`,
    });
  return broken;
}

function sizeOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : undefined;
}
