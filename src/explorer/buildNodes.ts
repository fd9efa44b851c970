import { groups, kindOf } from '../catalog/catalog.ts';
import type { ResourceKind, SageMaker } from '../catalog/kind.ts';
import type { Resource, ResourceReference } from '../catalog/resource.ts';
import { sameLook } from './listDifference.ts';
import { type GroupNode, type KindNode, resourceId, type ResourceNode } from './nodes.ts';
import { isBelow, type Pin, PinList } from './pinList.ts';
import type { ResourceList } from './resourceList.ts';
import { type ListKey, listKey } from './viewMemory.ts';

/** What nodes need of the tree that they are built for. */
export interface NodeParts {
  connect(): Promise<SageMaker>;
  newList(kind: ResourceKind, key: ListKey, within: ResourceReference | undefined): ResourceList;
  pinsOf(kind: ResourceKind): readonly ResourceReference[];
}

/** The upper two levels of the tree, with nothing loaded yet. */
export function buildGroups(parts: NodeParts): GroupNode[] {
  return groups.map(({ label, kinds }) => ({
    type: 'group',
    label,
    kinds: kinds.map((kind) => kindNode(parts, kind, kind.plural, undefined)),
  }));
}

/** The lists below a resource, made once. */
export function branchesOf(parts: NodeParts, node: ResourceNode): readonly KindNode[] {
  node.branches ??= (node.parent.kind.branches ?? []).map(({ kind: id, label }) => {
    const kind = kindOf(id);
    return kindNode(parts, kind, label ?? kind.plural, node);
  });
  return node.branches;
}

function kindNode(
  parts: NodeParts,
  kind: ResourceKind,
  label: string,
  parent: ResourceNode | undefined,
): KindNode {
  const key = listKey(kind.id, parent !== undefined);
  const belongs = (pin: ResourceReference) => parent === undefined || isBelow(pin, parent.resource);
  return {
    type: 'kind',
    id: parent ? `${resourceId(parent)}/${kind.id}` : `kind/${kind.id}`,
    kind,
    label,
    parent,
    inline: false,
    key,
    list: parts.newList(kind, key, parent?.resource),
    pins: new PinList(
      kind,
      () => parts.connect(),
      () => parts.pinsOf(kind),
      belongs,
    ),
    nodes: new Map(),
  };
}

/** A list's resources as nodes, pinned ones first: known ones keep their node, gone ones lose it. */
export function resourceNodes(parent: KindNode, pins: readonly Pin[]): ResourceNode[] {
  const pinned = pins.flatMap((pin) => ('resource' in pin ? [pin.resource] : []));
  const first = new Set(pinned.map(({ arn }) => arn));
  const others = parent.list.items.filter(({ arn }) => !first.has(arn));
  const listed = [
    ...pinned.map((resource) => nodeOf(parent, resource, true)),
    ...others.map((resource) => nodeOf(parent, resource, false)),
  ];
  parent.nodes.clear();
  for (const node of listed) parent.nodes.set(node.resource.arn, node);
  return listed;
}

function nodeOf(parent: KindNode, resource: Resource, pinned: boolean): ResourceNode {
  const known = parent.nodes.get(resource.arn);
  if (!known) return { type: 'resource', parent, resource, pinned, details: undefined, branches: undefined };
  updateNode(known, resource);
  known.pinned = pinned;
  return known;
}

/** Puts what a list has just said into a node, and drops what Describe said about the resource as it was. */
export function updateNode(node: ResourceNode, resource: Resource): void {
  if (!sameLook(node.resource, resource)) node.details = undefined;
  node.resource = resource;
}
