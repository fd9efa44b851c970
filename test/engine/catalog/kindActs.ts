import { expect } from 'vitest';
import { kindOf } from '../../../src/catalog/catalog.ts';
import type { Details } from '../../../src/catalog/details.ts';
import type { Action, SageMaker } from '../../../src/catalog/kind.ts';
import type { KindId, Resource, ResourceReference } from '../../../src/catalog/resource.ts';
import { until } from '../harness.ts';
import { checkChildren } from './kindChecks.ts';

/** A resource by name, as its kind lists it. */
export async function find(
  from: SageMaker,
  kind: KindId,
  name: string,
  within?: ResourceReference,
): Promise<Resource> {
  const { items } = await kindOf(kind).list(from, { pageSize: 100, within });
  const found = items.find((item) => item.name === name);
  if (!found) throw new Error(`There is no ${kind} "${name}".`);
  return found;
}

/** What its kind tells of a resource. */
export async function describeOf(
  from: SageMaker,
  kind: KindId,
  name: string,
  within?: ResourceReference,
): Promise<Details> {
  return kindOf(kind).describe(from, await find(from, kind, name, within));
}

/** Where a resource leads: `model penguins`, and texts and S3 URIs; those of further requests too. */
export async function leadsTo(from: SageMaker, details: Details): Promise<string[]> {
  const children = [...details.children, ...((await details.more?.(from)) ?? [])];
  checkChildren(children);
  return children.flatMap(({ reference, value }) => [
    ...(reference ? [`${reference.kind} ${reference.name}`] : []),
    ...(value ? [value] : []),
  ]);
}

/** Acts on a resource, having made sure that the act is offered, and waits until its status is the one wanted. */
export async function act(
  from: SageMaker,
  action: Extract<Action, 'start' | 'stop'>,
  resource: Resource,
  wanted: string,
): Promise<void> {
  const kind = kindOf(resource.kind);
  expect(kind.actions(resource)).toContain(action);
  await kind[action]?.(from, resource);
  await until(
    () => kind.describe(from, resource),
    (details) => details.resource.status === wanted,
  );
}

/** Deletes a resource, having made sure that it is offered, and that it is gone then. */
export async function remove(from: SageMaker, resource: Resource, within?: ResourceReference): Promise<void> {
  const kind = kindOf(resource.kind);
  const { resource: known } = await kind.describe(from, resource);
  expect(kind.actions(known)).toContain('delete');
  expect(kind.deleteNote).toMatch(/\.$/);
  await kind.delete?.(from, known);
  await until(
    () => kind.list(from, { pageSize: 100, within }),
    ({ items }) => items.every(({ arn, status }) => arn !== resource.arn || /^delete/i.test(status ?? '')),
  );
}
