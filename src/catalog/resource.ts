import type { KindId } from './arnTypes.ts';

export type { KindId };

/** One resource, named well enough to ask SageMaker for it. */
export interface ResourceReference {
  readonly kind: KindId;
  /** As people see it. Not always unique: a user profile's name is one only within its domain. */
  readonly name: string;
  /** Unique; what a kind needs beyond the name, such as the domain, is read from it. */
  readonly arn: string;
}

/** One resource as its kind's List operation shows it. */
export interface Resource extends ResourceReference {
  /** SageMaker's own word, `InProgress`; undefined for kinds without a status. */
  readonly status?: string | undefined;
  /** What it does within that status: a training job's secondary status. */
  readonly step?: string | undefined;
  /** What tells it from others of its kind, first in its row's description: an app's type, a version's approval. */
  readonly note?: string | undefined;
  readonly createdAt?: Date | undefined;
  readonly modifiedAt?: Date | undefined;
  /** For work that ends: when it did. */
  readonly endedAt?: Date | undefined;
}

/**
 * The resource that a command was called for: its argument is a tree node (anything with a `resource`) or a reference.
 * @returns undefined when it is neither, or of another kind than those wanted; the command then asks.
 */
export function referenceFrom(argument: unknown, ...wanted: KindId[]): ResourceReference | undefined {
  const candidate = hasResource(argument) ? argument.resource : argument;
  if (!isReference(candidate)) return undefined;
  return wanted.length === 0 || wanted.includes(candidate.kind) ? candidate : undefined;
}

function hasResource(value: unknown): value is { resource: unknown } {
  return typeof value === 'object' && value !== null && 'resource' in value;
}

function isReference(value: unknown): value is ResourceReference {
  if (typeof value !== 'object' || value === null) return false;
  const fields = value as Partial<Record<keyof ResourceReference, unknown>>;
  return [fields.kind, fields.name, fields.arn].every((field) => typeof field === 'string');
}
