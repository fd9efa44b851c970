import type { ResourceReference } from '../resource.ts';
import type { Target } from '../links/target.ts';

/** What something is to the resource that one looks at. */
export type Role = 'made by' | 'made' | 'uses' | 'used by';
export const roles: readonly Role[] = ['made by', 'uses', 'made', 'used by'];

/** Something that a resource was made by or has made, uses or is used by. */
export interface Related {
  readonly role: Role;
  /** What it is: `training job`, `data "train"`. */
  readonly what: string;
  readonly target: Target;
}

/** All that is known of where a resource comes from and what became of it. */
export interface Lineage {
  readonly related: readonly Related[];
  /** What was not looked at, and why: sentences for people. */
  readonly notes: readonly string[];
}

/** One resource as related. */
export function relatedResource(role: Role, what: string, reference: ResourceReference): Related {
  return { role, what, target: { type: 'resource', reference } };
}

/** Tells targets apart. */
export function targetKey(target: Target): string {
  return target.type === 's3' ? target.uri : target.reference.arn.toLowerCase();
}
