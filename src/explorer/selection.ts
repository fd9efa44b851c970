import type { KindId } from '../catalog/arnTypes.ts';
import { kindOf } from '../catalog/catalog.ts';
import type { Action } from '../catalog/kind.ts';
import { referenceFrom, type ResourceReference } from '../catalog/resource.ts';
import type { Node } from './nodes.ts';

/** What a command was called with: by a menu the node and all that are selected, by a key that it came from one. */
export interface Called {
  readonly node: unknown;
  readonly selected: readonly unknown[];
  readonly fromKey: boolean;
}

/** @param selection what is selected in the view, which a key means. */
export function called(args: readonly unknown[], selection: readonly Node[]): Called {
  const [node, selected] = args;
  if (isKey(node)) return { node: selection[0], selected: selection, fromKey: true };
  return { node, selected: Array.isArray(selected) ? (selected as unknown[]) : [], fromKey: false };
}

function isKey(argument: unknown): boolean {
  return (
    typeof argument === 'object' && argument !== null && 'fromKey' in argument && argument.fromKey === true
  );
}

/**
 * The resources that a command is for: all that are selected when it was called on one of them, else that one.
 * @param action leaves out those that cannot have it now, as far as their node knows their status.
 */
export function resourcesOf({ node, selected }: Called, action?: Action): ResourceReference[] {
  const isAmong = selected.length > 1 && selected.includes(node);
  const references = (isAmong ? selected : [node]).flatMap((one) => {
    const reference = referenceFrom(one);
    return reference && can(one, action) ? [reference] : [];
  });
  return [...new Map(references.map((reference) => [reference.arn, reference])).values()];
}

function can(node: unknown, action: Action | undefined): boolean {
  if (action === undefined || !isResourceNode(node)) return true;
  return kindOf(node.resource.kind).actions(node.resource).includes(action);
}

function isResourceNode(node: unknown): node is Extract<Node, { type: 'resource' }> {
  return typeof node === 'object' && node !== null && 'type' in node && node.type === 'resource';
}

/** `3 training jobs`, `2 resources` where they are of several kinds, `model "bert"` for one. */
export function countText(resources: readonly ResourceReference[]): string {
  const [first] = resources;
  if (!first) return 'nothing';
  if (resources.length === 1) return `${kindOf(first.kind).singular} "${first.name}"`;
  const kinds = new Set<KindId>(resources.map(({ kind }) => kind));
  return `${resources.length} ${kinds.size === 1 ? lower(kindOf(first.kind).plural) : 'resources'}`;
}

const lower = (plural: string) =>
  /^[A-Z][a-z]/.test(plural) ? plural.charAt(0).toLowerCase() + plural.slice(1) : plural;
