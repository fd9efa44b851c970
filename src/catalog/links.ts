import { sibling } from './arn.ts';
import type { Child } from './details.ts';
import { arnChild, referenceChild, valueChild } from './parts.ts';
import type { KindId } from './resource.ts';

/** How many children that take requests of their own are shown at most. */
export const mostChildren = 100;

/** A link to a resource that is named only, in the account and region of `arn`. */
export function namedChild(
  label: string,
  icon: string,
  arn: string,
  kind: KindId,
  name: string | undefined,
): Child | undefined {
  return name ? referenceChild(label, icon, sibling(arn, kind, name)) : undefined;
}

/** A link to an algorithm by name, or by ARN as one of another account is named. */
export function algorithmChild(nameOrArn: string | undefined, arn: string): Child | undefined {
  return nameOrArn?.startsWith('arn:')
    ? arnChild('Algorithm', 'circuit-board', nameOrArn)
    : namedChild('Algorithm', 'circuit-board', arn, 'algorithm', nameOrArn);
}

/** The role that it works with; IAM is no part of the catalog, so it is a text to copy. */
export function roleChild(arn: string | undefined): Child | undefined {
  const child = valueChild('Role', 'key', arn);
  // The name stands at the end, where a row is cut.
  return child && { ...child, description: arn?.replace(/^.*:role\//, '') };
}

/** A measured number: its name, and the value in five digits. */
export function metricChild(name: string | undefined, value: number | undefined): Child | undefined {
  if (name === undefined || value === undefined) return undefined;
  const text = Number(value.toPrecision(5)).toString();
  return {
    id: `metric/${name}`,
    label: name,
    description: text,
    icon: 'graph-line',
    actions: ['copy'],
    value: text,
  };
}

/** Children of which there may be more than were asked for; the last one then says so. */
export function bounded(children: readonly Child[], nextToken: string | undefined, what: string): Child[] {
  if (nextToken === undefined) return [...children];
  const last: Child = {
    id: 'more',
    label: `More ${what}…`,
    description: `the first ${children.length} are shown`,
    icon: 'ellipsis',
    actions: [],
  };
  return [...children, last];
}
