import type { Action, ResourceKind } from './kind.ts';
import type { Resource } from './resource.ts';

/** A node's context value, which menus match: `trainingJob.completed can:describe can:deploy`. */
export function contextValue(kind: ResourceKind, resource: Resource): string {
  const status = resource.status === undefined ? '' : `.${lowerFirst(resource.status)}`;
  return withActions(`${kind.id}${status}`, kind.actions(resource));
}

/** The same for a node that is no resource of its own. */
export function withActions(name: string, actions: readonly Action[]): string {
  return [name, ...actions.map((action) => `can:${action}`)].join(' ');
}

const lowerFirst = (word: string) => word.charAt(0).toLowerCase() + word.slice(1);
