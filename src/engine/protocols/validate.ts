import { type NormalizedSchema } from '@smithy/core/schema';
import { validationError } from '../http/awsError.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { compilePattern, type ServiceConstraints, type ShapeConstraint } from './constraints.ts';
import { membersOf, requiredOf } from './schema.ts';

/** `TrainingJobName` → `trainingJobName`: paths in AWS's messages start with a small letter. */
function small(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function sizeOf(value: Json): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  return isJsonObject(value) ? Object.keys(value).length : undefined;
}

/** A value that is too long anyway is matched no further than this. */
const MOST_MATCHED = 65_536;
/** Characters of a message; violations beyond are counted and not named. */
const MOST_SAID = 32_768;

/** AWS's words for each constraint that a value breaks. */
export function brokenConstraints(constraint: ShapeConstraint, value: Json): string[] {
  const broken: string[] = [];
  const size = sizeOf(value);
  const what = typeof value === 'number' ? 'value' : 'length';
  if (size !== undefined && constraint.max !== undefined && size > constraint.max) {
    broken.push(`Member must have ${what} less than or equal to ${constraint.max}`);
  }
  if (size !== undefined && constraint.min !== undefined && size < constraint.min) {
    broken.push(`Member must have ${what} greater than or equal to ${constraint.min}`);
  }
  if (typeof value === 'string') {
    if (constraint.enum && !constraint.enum.includes(value)) {
      broken.push(`Member must satisfy enum value set: [${constraint.enum.join(', ')}]`);
    }
    const isMeasured = value.length <= Math.max(constraint.max ?? Infinity, MOST_MATCHED);
    if (isMeasured && constraint.pattern !== undefined && !compilePattern(constraint.pattern).test(value)) {
      broken.push(`Member must satisfy regular expression pattern: ${constraint.pattern}`);
    }
  }
  return broken;
}

function quoted(value: Json): string {
  const words = typeof value === 'string' ? value : JSON.stringify(value);
  return words.length > 200 ? `${words.slice(0, 200)}…` : words;
}

/** Collects what is wrong with an input that has already been read by its schema. */
class Checker {
  readonly violations: string[] = [];
  count = 0;
  #said = 0;
  readonly #constraints: ServiceConstraints | undefined;

  constructor(constraints: ServiceConstraints | undefined) {
    this.#constraints = constraints;
  }

  structure(schema: NormalizedSchema, value: JsonObject, path: string): void {
    for (const name of requiredOf(schema)) {
      if (value[name] === undefined) {
        const at = `${path}${small(name)}`;
        this.#violated(() => `Value null at '${at}' failed to satisfy constraint: Member must not be null`);
      }
    }
    const shapes = this.#constraints?.members[schema.getName() ?? ''] ?? {};
    for (const [name, member] of membersOf(schema)) {
      const given = value[name];
      if (given !== undefined) this.value(member, given, `${path}${small(name)}`, shapes[name]);
    }
  }

  value(schema: NormalizedSchema, value: Json, path: string, shapeName: string | undefined): void {
    this.#check(shapeName, value, (broken) => {
      this.#violated(() => `Value '${quoted(value)}' at '${path}' failed to satisfy constraint: ${broken}`);
    });
    if (schema.isStructSchema() && isJsonObject(value)) this.structure(schema, value, `${path}.`);
    else if (schema.isListSchema() && Array.isArray(value)) this.#list(schema, value, path, shapeName);
    else if (schema.isMapSchema() && isJsonObject(value)) this.#map(schema, value, path, shapeName);
  }

  #list(schema: NormalizedSchema, value: Json[], path: string, shapeName: string | undefined): void {
    const element = schema.getValueSchema();
    const shape = this.#constraints?.collections[shapeName ?? schema.getName() ?? '']?.['member'];
    value.forEach((item, index) => {
      this.value(element, item, `${path}.${index + 1}.member`, shape);
    });
  }

  #map(schema: NormalizedSchema, value: JsonObject, path: string, shapeName: string | undefined): void {
    const shapes = this.#constraints?.collections[shapeName ?? schema.getName() ?? ''];
    const element = schema.getValueSchema();
    for (const [key, item] of Object.entries(value)) {
      this.#check(shapes?.['key'], key, (broken) => {
        this.#violated(
          () =>
            `Value at '${path}' failed to satisfy constraint: Map keys must satisfy constraint: [${broken}]`,
        );
      });
      if (item !== undefined && item !== null)
        this.value(element, item, `${path}.${key}.member`, shapes?.['value']);
    }
  }

  /** Millions of violations in one request must not become a message of gigabytes. */
  #violated(say: () => string): void {
    this.count += 1;
    if (this.#said > MOST_SAID) return;
    const words = say();
    this.#said += words.length;
    this.violations.push(words);
  }

  #check(shapeName: string | undefined, value: Json, report: (broken: string) => void): void {
    const constraint = shapeName === undefined ? undefined : this.#constraints?.shapes[shapeName];
    if (constraint) for (const broken of brokenConstraints(constraint, value)) report(broken);
  }
}

/**
 * Refuses an input that breaks its operation's constraints, naming every violation as AWS does.
 * @param input the input as {@link readBySchema} left it
 * @throws AwsError `ValidationException`
 */
export function validateInput(
  schema: NormalizedSchema,
  input: JsonObject,
  constraints: ServiceConstraints | undefined,
): void {
  const checker = new Checker(constraints);
  checker.structure(schema, input, '');
  const { count } = checker;
  if (count === 0) return;
  throw validationError(
    `${count} validation error${count === 1 ? '' : 's'} detected: ${checker.violations.join('; ')}`,
  );
}
