import { readFile } from 'node:fs/promises';
import type { NormalizedSchema } from '@smithy/core/schema';
import type {
  ConstraintsFile,
  ServiceConstraints,
  ShapeConstraint,
} from '../../analysis/shapes/constraint.ts';

/** What CreateTrainingJob's request looks like: the SDK's schema, and the API model's limits. */
export interface LaunchShapes {
  readonly schema: NormalizedSchema;
  readonly constraints: ServiceConstraints;
}

/**
 * Reads both; a caller does it once.
 * @param constraintsFile `media/data/constraints.json`
 */
export async function loadLaunchShapes(constraintsFile: string): Promise<LaunchShapes> {
  const [{ NormalizedSchema }, { CreateTrainingJobRequest$ }, text] = await Promise.all([
    import('@smithy/core/schema'),
    import('@aws-sdk/client-sagemaker'),
    readFile(constraintsFile, 'utf8'),
  ]);
  const { sagemaker } = (JSON.parse(text) as ConstraintsFile).services;
  if (!sagemaker) throw new Error(`${constraintsFile} has no constraints for SageMaker.`);
  return { schema: NormalizedSchema.of(CreateTrainingJobRequest$), constraints: sagemaker };
}

/** One shape on the way down a request: its schema, and its name in the API model where that is known. */
export interface Shape {
  readonly schema: NormalizedSchema;
  readonly name: string | undefined;
}

/** The shape of a structure's member. */
export function memberShape(
  { constraints }: LaunchShapes,
  of: Shape,
  member: string,
  schema: NormalizedSchema,
): Shape {
  return { schema, name: constraints.members[of.schema.getName() ?? '']?.[member] };
}

/** The shape of a list's items, or of a map's values. */
export function elementShape({ constraints }: LaunchShapes, { schema, name }: Shape): Shape {
  const parts = constraints.collections[name ?? schema.getName() ?? ''];
  return { schema: schema.getValueSchema(), name: parts?.[schema.isListSchema() ? 'member' : 'value'] };
}

/** Its limits; undefined where the API model knows none. */
export function limitsOf({ constraints }: LaunchShapes, { name }: Shape): ShapeConstraint | undefined {
  return name === undefined ? undefined : constraints.shapes[name];
}
