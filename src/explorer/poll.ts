import { concurrently } from '../catalog/concurrently.ts';
import type { SageMaker } from '../catalog/kind.ts';
import type { Resource } from '../catalog/resource.ts';
import { explain } from '../platform/explain.ts';
import { matches } from './filter.ts';
import type { Difference } from './listDifference.ts';
import type { KindNode } from './nodes.ts';
import type { ListView } from './pages.ts';

/** Resources described one by one in one look, of those that no list call shows. */
const describedAtOnce = 10;

/** What is listed and in progress. */
export function inProgress({ kind, list }: KindNode): Resource[] {
  return list.items.filter((item) => kind.status(item)?.inProgress);
}

/**
 * Looks at what is in progress, with one list call at most: the first page, where what is new stands too, unless something
 * is in progress on a later one. Then every other look asks for what runs, wherever it stands, and describes what no longer
 * does, or is in progress by another word.
 */
export async function poll(
  from: SageMaker,
  node: KindNode,
  { filter }: ListView,
  turn: number,
  signal: AbortSignal,
): Promise<Difference> {
  const { list } = node;
  const later = inProgress(node).filter((resource) => !list.onFirstPage(resource));
  const status = later.length > 0 && turn % 2 === 0 ? commonStatus(node, later) : undefined;
  if (status === undefined) {
    const difference = await list.refresh(signal);
    const left = inProgress(node).filter((resource) => !list.onFirstPage(resource));
    if (left.length === 0 || commonStatus(node, left) !== undefined) return difference;
    return together(difference, await describeSome(from, node, filter, left, turn, signal));
  }
  const { kind, parent } = node;
  const before = inProgress(node);
  const page = await kind.list(from, { pageSize: 100, status, within: parent?.resource, signal });
  const found = new Map(page.items.map((resource) => [resource.arn, resource]));
  const difference = list.overlay(found, (resource) => matches(filter, resource));
  const left = before.filter(({ arn }) => !found.has(arn));
  return together(difference, await describeSome(from, node, filter, left, turn, signal));
}

/** The status that most of these have, of those that the List operation can filter by. */
function commonStatus({ kind }: KindNode, resources: readonly Resource[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { status } of resources)
    if (status !== undefined && kind.query.statuses.includes(status))
      counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** Takes turns where there are more than are described at once. */
async function describeSome(
  from: SageMaker,
  { kind, list }: KindNode,
  filter: ListView['filter'],
  resources: readonly Resource[],
  turn: number,
  signal: AbortSignal,
): Promise<Difference> {
  const start = resources.length > describedAtOnce ? (turn * describedAtOnce) % resources.length : 0;
  const chosen = [...resources.slice(start), ...resources.slice(0, start)].slice(0, describedAtOnce);
  const gone = new Set<string>();
  const found = new Map<string, Resource>();
  await concurrently(chosen, 4, async (resource) => {
    try {
      found.set(resource.arn, (await kind.describe(from, resource, signal)).resource);
    } catch (error) {
      if (!isGone(error)) throw error;
      gone.add(resource.arn);
    }
  });
  return list.overlay(found, (resource) => !gone.has(resource.arn) && matches(filter, resource));
}

/** A name that was just listed cannot be wrong: SageMaker refuses it because the resource has been deleted. */
function isGone(error: unknown): boolean {
  return ['not-found', 'invalid-request'].includes(explain(error).reason);
}

function together(a: Difference, b: Difference): Difference {
  return { order: a.order || b.order, changed: [...a.changed, ...b.changed] };
}
