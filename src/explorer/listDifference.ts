import type { Resource } from '../catalog/resource.ts';
import type { LoadedPage } from './pages.ts';
import type { Comparator } from './sort.ts';

/** What a look at a list has found. */
export interface Difference {
  /** Resources came, went or changed places. */
  readonly order: boolean;
  /** Resources that are still there and look different. */
  readonly changed: readonly Resource[];
}

export function compare(before: readonly Resource[], after: readonly Resource[]): Difference {
  const order = before.length !== after.length || before.some(({ arn }, index) => after[index]?.arn !== arn);
  const known = new Map(before.map((resource) => [resource.arn, resource]));
  const changed = after.filter((resource) => {
    const old = known.get(resource.arn);
    return old !== undefined && !sameLook(old, resource);
  });
  return { order, changed };
}

/** Whether nothing that its row shows has changed. */
export function sameLook(a: Resource, b: Resource): boolean {
  return (
    a.status === b.status &&
    a.step === b.step &&
    a.note === b.note &&
    a.modifiedAt?.getTime() === b.modifiedAt?.getTime() &&
    a.createdAt?.getTime() === b.createdAt?.getTime()
  );
}

/**
 * What stays of the pages behind the first one when that is loaded again. What belongs into its span, by the list's order,
 * and is not in it has been deleted.
 * @param previous the resources of the first page as it was before.
 */
export function laterPages(
  loaded: readonly Resource[],
  first: LoadedPage,
  previous: ReadonlySet<string>,
  order: Comparator | undefined,
): readonly Resource[] {
  const fresh = new Set(first.items.map(({ arn }) => arn));
  const left = loaded.filter(({ arn }) => !fresh.has(arn));
  const { last } = first;
  if (order && last) return left.filter((resource) => order(resource, last) >= 0);
  // Without an order: as many as have come to the first page were pushed out of it.
  const known = new Set(loaded.map(({ arn }) => arn));
  const come = first.items.filter(({ arn }) => !known.has(arn)).length;
  const missing = left.filter(({ arn }) => previous.has(arn));
  const gone = new Set(missing.slice(0, Math.max(0, missing.length - come)));
  return left.filter((resource) => !gone.has(resource));
}
