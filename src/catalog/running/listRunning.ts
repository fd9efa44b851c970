import type { ResourceKind, SageMaker } from '../kind.ts';
import type { Resource } from '../resource.ts';

const pageSize = 100;
/** Pages that are looked through where List cannot filter by status. */
const mostPages = 5;
/** With more statuses than this, one unfiltered page is asked for first: it mostly holds everything. */
const fewStatuses = 2;

/** What of a kind runs or costs. */
export interface RunningList {
  readonly items: readonly Resource[];
  /** There are more than were looked at. */
  readonly more: boolean;
}

/** The kinds that can run or cost. */
export function canRun(kind: ResourceKind): boolean {
  return (kind.runningStatuses?.length ?? 0) > 0;
}

/**
 * Lists what of a kind is in one of its running statuses, with a bounded number of requests.
 * @throws what the List operation answers.
 */
export async function listRunning(
  from: SageMaker,
  kind: ResourceKind,
  signal?: AbortSignal,
): Promise<RunningList> {
  const statuses = kind.runningStatuses ?? [];
  const filters = statuses.every((status) => kind.query.statuses.includes(status));
  if (!filters) return pages(from, kind, statuses, mostPages, signal);
  if (statuses.length > fewStatuses) {
    const first = await pages(from, kind, statuses, 1, signal);
    if (!first.more) return first;
  }
  const lists = await Promise.all(statuses.map((status) => kind.list(from, { pageSize, status, signal })));
  // A resource that changes its status between two of the requests is in both answers.
  const items = new Map(lists.flatMap((list) => list.items.map((item) => [item.arn, item])));
  return { items: [...items.values()], more: lists.some(({ nextToken }) => nextToken !== undefined) };
}

async function pages(
  from: SageMaker,
  kind: ResourceKind,
  statuses: readonly string[],
  most: number,
  signal: AbortSignal | undefined,
): Promise<RunningList> {
  const items: Resource[] = [];
  let nextToken: string | undefined;
  for (let page = 0; page < most; page++) {
    const answer = await kind.list(from, { pageSize, nextToken, signal });
    items.push(...answer.items.filter(({ status }) => status !== undefined && statuses.includes(status)));
    nextToken = answer.nextToken;
    if (nextToken === undefined) break;
  }
  return { items, more: nextToken !== undefined };
}
