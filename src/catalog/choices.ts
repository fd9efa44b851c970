import type { ResourceKind, SageMaker } from './kind.ts';
import type { Resource } from './resource.ts';
import { descriptionText } from './text.ts';

/** A resource as a quick pick shows it. */
export interface Choice {
  readonly label: string;
  readonly description: string;
  readonly value: Resource;
}

/** The newest resources of a kind to choose from; `where` leaves out those that a command cannot take. */
export async function choices(
  from: SageMaker,
  kind: ResourceKind,
  options: { signal?: AbortSignal; where?: (resource: Resource) => boolean } = {},
): Promise<Choice[]> {
  const { items } = await kind.list(from, { pageSize: 100, signal: options.signal });
  const now = Date.now();
  return items.filter(options.where ?? (() => true)).map((resource) => ({
    label: resource.name,
    description: descriptionText(resource, kind.status(resource), now),
    value: resource,
  }));
}
