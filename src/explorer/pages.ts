import { concurrently } from '../catalog/concurrently.ts';
import type { Page, PageQuery, ResourceKind } from '../catalog/kind.ts';
import type { Resource } from '../catalog/resource.ts';
import { canSearchTags, searchByTag } from '../catalog/tagSearch.ts';
import { createdByKey, listTags } from '../catalog/tags.ts';
import type { Connection } from '../connection/connection.ts';
import { explain } from '../platform/explain.ts';
import { type Filter, matches } from './filter.ts';
import { isSame, newestFirst, type Sort } from './sort.ts';

/** How a kind is to be listed. */
export interface ListView {
  readonly filter: Filter;
  readonly sort: Sort;
}

/** One page after the filter. */
export interface LoadedPage extends Page {
  /** How many resources were looked at for it. */
  readonly looked: number;
  /** The last of those. */
  readonly last: Resource | undefined;
}

/** Requests at a time for what has to be asked of each resource. */
const atOnce = 4;

/** Whether the order has to be made here, among what is loaded, since the List operation has none such. */
export function sortsHere({ query }: ResourceKind, { sort, filter }: ListView): boolean {
  return !isSame(sort, newestFirst) && (filter.tag !== undefined || !query.sortBy.includes(sort.by));
}

/** Whether the filter, or a part of it, has to be looked for here, page by page. */
export function filtersHere(kind: ResourceKind, { text, status, tag, mine }: Filter): boolean {
  const searched = tag !== undefined && canSearchTags(kind.id);
  const asked = (able: boolean) => able && !searched;
  if (text && !asked(kind.query.name)) return true;
  if (status && !asked(kind.query.statuses.includes(status))) return true;
  return mine === true || (tag !== undefined && !searched);
}

/**
 * Loads a page of a kind: what its List operation can filter is asked of it, tags of Search where that knows the kind; the
 * rest is looked for among the page's resources, which for tags and makers takes a request each.
 */
export async function loadPage(
  from: Connection,
  kind: ResourceKind,
  { filter, sort }: ListView,
  query: PageQuery,
): Promise<LoadedPage> {
  const searched = filter.tag && canSearchTags(kind.id) && !query.within ? filter.tag : undefined;
  const page = searched
    ? await searchByTag(from, kind.id, searched, query)
    : await kind.list(from, { ...query, ...listAbilities(kind, filter, sort) });
  const rough = page.items.filter((resource) => matches(filter, resource));
  const { tag, mine } = filter;
  const wanted = async (resource: Resource) =>
    (searched !== undefined || tag === undefined || (await hasTag(from, resource, tag, query.signal))) &&
    (!mine || (await isMine(from, kind, resource, query.signal)));
  const kept = await concurrently(rough, atOnce, wanted);
  return {
    items: rough.filter((_, index) => kept[index]),
    nextToken: page.nextToken,
    looked: page.items.length,
    last: page.items.at(-1),
  };
}

function listAbilities({ query }: ResourceKind, { text, status }: Filter, sort: Sort): Partial<PageQuery> {
  return {
    ...(text && query.name && { nameContains: text }),
    ...(status && query.statuses.includes(status) && { status }),
    ...(query.sortBy.includes(sort.by) && { sortBy: sort.by, sortOrder: sort.order }),
  };
}

async function hasTag(
  from: Connection,
  { arn }: Resource,
  { key, value }: NonNullable<Filter['tag']>,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const tags = await unlessGone(listTags(from, arn, signal));
  return tags?.some((tag) => tag.key === key && (value === undefined || tag.value === value)) ?? false;
}

/** Made by who is connected, as Describe says it, else as the tag says that launches from here leave. */
async function isMine(
  from: Connection,
  kind: ResourceKind,
  resource: Resource,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  if (!from.billed && from.place.kind === 'this-machine') return true;
  const { arn } = await from.identity();
  const details = await unlessGone(kind.describe(from, resource, signal));
  if (!details) return false;
  const maker = (details.document as { CreatedBy?: { IamIdentity?: { Arn?: string } } }).CreatedBy;
  if (maker?.IamIdentity?.Arn === arn) return true;
  return hasTag(from, resource, { key: createdByKey, value: arn }, signal);
}

/** Deleted since it was listed: there is nothing to look for then. */
async function unlessGone<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (['not-found', 'invalid-request'].includes(explain(error).reason)) return undefined;
    throw error;
  }
}
