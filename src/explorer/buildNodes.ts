import { groups } from '../catalog/catalog.ts';
import type { Page, PageQuery, ResourceKind } from '../catalog/kind.ts';
import { commands } from '../manifest/commands.ts';
import type { ActionNode, GroupNode, KindNode, ResourceNode } from './nodes.ts';
import { ResourceList } from './resourceList.ts';

export type LoadPage = (kind: ResourceKind, query: Omit<PageQuery, 'pageSize'>) => Promise<Page>;

/** The upper two levels of the tree, with nothing loaded yet. */
export function buildGroups(loadPage: LoadPage): GroupNode[] {
  return groups.map(({ label, kinds }) => ({
    type: 'group',
    label,
    kinds: kinds.map((kind) => ({
      type: 'kind',
      kind,
      list: new ResourceList((query) => loadPage(kind, query)),
      nodes: new Map(),
    })),
  }));
}

/** A kind's resources as nodes: known ones keep their node, gone ones lose it. */
export function resourceNodes(parent: KindNode): ResourceNode[] {
  const listed = parent.list.items.map((resource) => {
    const known = parent.nodes.get(resource.arn);
    if (!known) return { type: 'resource', parent, resource, details: undefined } satisfies ResourceNode;
    updateNode(known, resource);
    return known;
  });
  parent.nodes.clear();
  for (const node of listed) parent.nodes.set(node.resource.arn, node);
  return listed;
}

/** Puts what a list has just said into a node, and drops what Describe said about the resource as it was. */
export function updateNode(node: ResourceNode, resource: ResourceNode['resource']): void {
  const { status, step, modifiedAt, createdAt } = node.resource;
  const same =
    status === resource.status &&
    step === resource.step &&
    modifiedAt?.getTime() === resource.modifiedAt?.getTime() &&
    createdAt?.getTime() === resource.createdAt?.getTime();
  node.resource = resource;
  if (!same) node.details = undefined;
}

export function loadMoreNode(argument: KindNode): ActionNode {
  return {
    type: 'action',
    id: `more/${argument.kind.id}`,
    command: commands.resourcesLoadMore,
    label: 'Load more…',
    icon: 'ellipsis',
    argument,
  };
}
