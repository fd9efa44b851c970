import type { KindId } from './resource.ts';

/** A resource by kind and name: enough for commands that ask SageMaker for the rest. */
export interface NamedResource {
  readonly kind: KindId;
  readonly name: string;
}

/**
 * The resource that a command was called for: a tree node (anything with a `resource`) or `{kind, name}`.
 * @returns undefined when it is neither, or of another kind than those wanted; the command then asks.
 */
export function namedResource(argument: unknown, ...wanted: readonly KindId[]): NamedResource | undefined {
  const candidate: unknown = member(argument, 'resource') ?? argument;
  const [kind, name] = [member(candidate, 'kind'), member(candidate, 'name')];
  const found = wanted.find((id) => id === kind);
  return found !== undefined && typeof name === 'string' && name !== '' ? { kind: found, name } : undefined;
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
