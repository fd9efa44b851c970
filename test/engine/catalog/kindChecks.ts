import { expect } from 'vitest';
import { kindOf } from '../../../src/catalog/catalog.ts';
import { referenceFromArn } from '../../../src/catalog/arn.ts';
import type { Child, Details } from '../../../src/catalog/details.ts';
import type { PageQuery, ResourceKind, SageMaker } from '../../../src/catalog/kind.ts';
import type { KindId, Resource, ResourceReference } from '../../../src/catalog/resource.ts';
import { call } from '../../../src/catalog/sdk.ts';

export interface Listed {
  readonly kind: KindId;
  /** All that there are in the engine, or within `within`; in the order in which they were made. */
  readonly names: readonly string[];
  readonly within?: ResourceReference;
}

/** Holds a kind to what its `query` claims and to what describe must agree with, over an engine that has the names. */
export async function checkKind(from: SageMaker, { kind: id, names, within }: Listed): Promise<void> {
  const kind = kindOf(id);
  const base = { within, pageSize: 100 };
  const all = await pages(kind, from, { ...base, pageSize: 1 });
  expect(all.map(({ name }) => name).sort()).toEqual([...names].sort());
  // Statuses may move on from one request to the next.
  expect(arns(await pages(kind, from, { ...base, pageSize: 2 }))).toEqual(arns(all));
  await checkNames(kind, from, base, all);
  await checkStatuses(kind, from, base);
  await checkOrders(kind, from, base);
  for (const resource of all) await checkTags(kind, from, resource);
  for (const resource of all) checkDetails(kind, resource, await kind.describe(from, resource));
}

const arns = (resources: readonly Resource[]) => resources.map(({ arn }) => arn);

/** All resources, page by page. */
export async function pages(kind: ResourceKind, from: SageMaker, query: PageQuery): Promise<Resource[]> {
  const { items, nextToken } = await kind.list(from, query);
  expect(items.length).toBeLessThanOrEqual(query.pageSize);
  return nextToken === undefined
    ? [...items]
    : [...items, ...(await pages(kind, from, { ...query, nextToken }))];
}

/** Where tags are offered SageMaker takes them. */
async function checkTags(kind: ResourceKind, from: SageMaker, resource: Resource) {
  if (!kind.actions(resource).includes('tag')) return;
  const ResourceArn = resource.arn;
  await call(from, 'AddTags', { ResourceArn, Tags: [{ Key: 'checked', Value: 'yes' }] });
  const { Tags } = await call(from, 'ListTags', { ResourceArn });
  expect(Tags).toContainEqual({ Key: 'checked', Value: 'yes' });
}

async function checkNames(kind: ResourceKind, from: SageMaker, base: PageQuery, all: readonly Resource[]) {
  if (!kind.query.name) return;
  // A version's name ends with its number, which is no part of what is looked through.
  const part = all[0]?.name.split(' ')[0] ?? '';
  const found = await pages(kind, from, { ...base, nameContains: part });
  expect(arns(found)).toEqual(arns(all.filter(({ name }) => name.includes(part))));
  expect(await pages(kind, from, { ...base, nameContains: 'not-there' })).toEqual([]);
}

async function checkStatuses(kind: ResourceKind, from: SageMaker, base: PageQuery) {
  for (const status of kind.query.statuses) {
    const found = await pages(kind, from, { ...base, status });
    expect(found.filter((resource) => resource.status !== status)).toEqual([]);
  }
}

async function checkOrders(kind: ResourceKind, from: SageMaker, base: PageQuery) {
  for (const sortBy of kind.query.sortBy) {
    const names = async (sortOrder: 'Ascending' | 'Descending') =>
      (await pages(kind, from, { ...base, sortBy, sortOrder })).map(({ name }) => name);
    const up = await names('Ascending');
    const down = await names('Descending');
    expect([...down].sort()).toEqual([...up].sort());
    if (sortBy === 'Name') expect([up, down]).toEqual([[...up].sort(), [...up].sort().reverse()]);
  }
}

/** What describe says must be of the resource that was listed, and its children must be told apart. */
function checkDetails(kind: ResourceKind, resource: Resource, details: Details): void {
  const { name, arn } = resource;
  expect(details.resource).toMatchObject({ kind: kind.id, name, arn });
  expect(details.facts.length).toBeGreaterThan(1);
  checkChildren(details.children);
  expect(kind.actions(resource)).toContain('describe');
  const known = referenceFromArn(arn);
  expect(known?.kind).toBe(kind.id);
}

export function checkChildren(children: readonly Child[]): void {
  const ids = children.map((child) => child.id);
  expect(ids).toEqual([...new Set(ids)]);
}
