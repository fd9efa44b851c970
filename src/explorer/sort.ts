import type { SortBy, SortOrder } from '../catalog/kind.ts';
import type { Resource } from '../catalog/resource.ts';

export interface Sort {
  readonly by: SortBy;
  readonly order: SortOrder;
}

/** As SageMaker's lists are when nothing else is asked for. */
export const newestFirst: Sort = { by: 'CreationTime', order: 'Descending' };

/** The orders to choose from, as people call them. */
export const sorts: readonly (Sort & { readonly label: string })[] = [
  { label: 'Newest first', ...newestFirst },
  { label: 'Oldest first', by: 'CreationTime', order: 'Ascending' },
  { label: 'Last changed first', by: 'LastModifiedTime', order: 'Descending' },
  { label: 'Name, A to Z', by: 'Name', order: 'Ascending' },
  { label: 'Name, Z to A', by: 'Name', order: 'Descending' },
  { label: 'Status', by: 'Status', order: 'Ascending' },
];

export const isSame = (a: Sort, b: Sort): boolean => a.by === b.by && a.order === b.order;

/** `name, a to z`; undefined for the usual order, which needs no words. */
export function sortText(sort: Sort): string | undefined {
  return isSame(sort, newestFirst)
    ? undefined
    : sorts.find((candidate) => isSame(candidate, sort))?.label.toLowerCase();
}

export type Comparator = (a: Resource, b: Resource) => number;

/** Compares as the order says; what is equal in it, or has no such moment, compares as 0. */
export function comparator({ by, order }: Sort): Comparator {
  const sign = order === 'Ascending' ? 1 : -1;
  return (a, b) => {
    const [left, right] = [key(a, by), key(b, by)];
    if (left === undefined || right === undefined || left === right) return 0;
    return left < right ? -sign : sign;
  };
}

function key(resource: Resource, by: SortBy): string | number | undefined {
  switch (by) {
    case 'Name':
      return resource.name;
    case 'Status':
      return resource.status ?? '';
    case 'CreationTime':
      return resource.createdAt?.getTime();
    case 'LastModifiedTime':
      return (resource.modifiedAt ?? resource.createdAt)?.getTime();
  }
}

/** Reads an order that was stored or given by a caller. @returns undefined for what is none. */
export function readSort(value: unknown): Sort | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { by, order } = value as Record<string, unknown>;
  return sorts.find((sort) => sort.by === by && sort.order === order);
}
