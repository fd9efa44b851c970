import type { NormalizedSchema } from '@smithy/core/schema';
import { membersOf } from '../../analysis/shapes/members.ts';
import type { FieldPath } from '../../messages/launchProblem.ts';
import { isFields } from './json.ts';

/** A value of another type than AWS's, or a member that AWS does not have. */
export interface TypeProblem {
  readonly path: FieldPath;
  readonly message: string;
}

/** Everything in a value that its schema does not take, whatever its limits are. */
export function* typeProblems(
  schema: NormalizedSchema,
  value: unknown,
  path: FieldPath,
): Generator<TypeProblem, void> {
  const wanted = wantedType(schema, value);
  if (wanted !== undefined) yield { path, message: `${wanted} is needed here.` };
  else if (schema.isListSchema() && Array.isArray(value))
    for (const [index, item] of value.entries())
      yield* typeProblems(schema.getValueSchema(), item, [...path, index]);
  else if (schema.isMapSchema() && isFields(value))
    for (const [name, item] of Object.entries(value))
      yield* typeProblems(schema.getValueSchema(), item, [...path, name]);
  else if (schema.isStructSchema() && isFields(value)) yield* members(schema, value, path);
}

function* members(
  schema: NormalizedSchema,
  value: Readonly<Record<string, unknown>>,
  path: FieldPath,
): Generator<TypeProblem, void> {
  const known = membersOf(schema);
  for (const [name, member] of Object.entries(value)) {
    const of = known.get(name);
    if (of) yield* typeProblems(of, member, [...path, name]);
    else
      yield {
        path: [...path, name],
        message: `SageMaker has no "${name}" here. Its members: ${[...known.keys()].join(', ')}.`,
      };
  }
}

function wantedType(schema: NormalizedSchema, value: unknown): string | undefined {
  if (schema.isStructSchema() || schema.isMapSchema()) return isFields(value) ? undefined : 'An object';
  if (schema.isListSchema()) return Array.isArray(value) ? undefined : 'A list';
  if (schema.isBooleanSchema()) return typeof value === 'boolean' ? undefined : 'True or false';
  // Every number of a training job is an `int` or a `long`.
  if (schema.isNumericSchema()) return Number.isSafeInteger(value) ? undefined : 'A whole number';
  return schema.isStringSchema() && typeof value !== 'string' ? 'A text' : undefined;
}
