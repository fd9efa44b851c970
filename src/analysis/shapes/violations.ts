import type { NormalizedSchema } from '@smithy/core/schema';
import {
  brokenConstraints,
  type BrokenConstraint,
  type ServiceConstraints,
  type ShapeConstraint,
} from './constraint.ts';
import { membersOf, requiredOf } from './members.ts';

/** One thing that is wrong with an input. */
export interface Violation {
  /** Members, map keys and list indices from the input down: `['InputDataConfig', 0, 'ChannelName']`. */
  readonly path: readonly (string | number)[];
  /** `null` where a required member is missing. */
  readonly value: unknown;
  /** `required`, or the constraint that is broken; on a map's key when `onKey`. */
  readonly broken: BrokenConstraint | { readonly constraint: 'required'; readonly words: string };
  readonly onKey: boolean;
}

type Path = readonly (string | number)[];
type Fields = Readonly<Record<string, unknown>>;

/**
 * Everything that is wrong with an input of the right types, one after the other, in the order of the schema.
 * @param constraints of the service; without them only required members are looked at
 */
export function* violations(
  schema: NormalizedSchema,
  input: Fields,
  constraints: ServiceConstraints | undefined,
): Generator<Violation, void> {
  yield* structure(schema, input, [], constraints);
}

function* structure(
  schema: NormalizedSchema,
  value: Fields,
  path: Path,
  constraints: ServiceConstraints | undefined,
): Generator<Violation, void> {
  for (const name of requiredOf(schema)) {
    if (value[name] !== undefined) continue;
    const broken = { constraint: 'required', words: 'Member must not be null' } as const;
    yield { path: [...path, name], value: null, broken, onKey: false };
  }
  const shapes = constraints?.members[schema.getName() ?? ''] ?? {};
  for (const [name, member] of membersOf(schema)) {
    const given = value[name];
    if (given !== undefined) yield* any(member, given, [...path, name], shapes[name], constraints);
  }
}

function* any(
  schema: NormalizedSchema,
  value: unknown,
  path: Path,
  shapeName: string | undefined,
  constraints: ServiceConstraints | undefined,
): Generator<Violation, void> {
  for (const broken of check(constraintOf(constraints, shapeName), value))
    yield { path, value, broken, onKey: false };
  if (Array.isArray(value) && schema.isListSchema()) {
    const element = schema.getValueSchema();
    const shape = constraints?.collections[shapeName ?? schema.getName() ?? '']?.['member'];
    for (const [index, item] of value.entries())
      yield* any(element, item, [...path, index], shape, constraints);
  } else if (isFields(value) && schema.isStructSchema()) yield* structure(schema, value, path, constraints);
  else if (isFields(value) && schema.isMapSchema()) yield* map(schema, value, path, shapeName, constraints);
}

function* map(
  schema: NormalizedSchema,
  value: Fields,
  path: Path,
  shapeName: string | undefined,
  constraints: ServiceConstraints | undefined,
): Generator<Violation, void> {
  const shapes = constraints?.collections[shapeName ?? schema.getName() ?? ''];
  const element = schema.getValueSchema();
  for (const [key, item] of Object.entries(value)) {
    for (const broken of check(constraintOf(constraints, shapes?.['key']), key))
      yield { path: [...path, key], value: key, broken, onKey: true };
    if (item !== undefined && item !== null)
      yield* any(element, item, [...path, key], shapes?.['value'], constraints);
  }
}

function constraintOf(constraints: ServiceConstraints | undefined, shapeName: string | undefined) {
  return shapeName === undefined ? undefined : constraints?.shapes[shapeName];
}

function check(constraint: ShapeConstraint | undefined, value: unknown): BrokenConstraint[] {
  return constraint ? brokenConstraints(constraint, value) : [];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
