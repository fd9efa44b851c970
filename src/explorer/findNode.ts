import { arnPath, sibling } from '../catalog/arn.ts';
import { kindOf, kinds } from '../catalog/catalog.ts';
import type { SageMaker } from '../catalog/kind.ts';
import { stated } from '../catalog/lineage/stated.ts';
import { sameResource } from '../catalog/links/sameResource.ts';
import type { KindId, ResourceReference } from '../catalog/resource.ts';
import type { KindNode, Node, ResourceNode } from './nodes.ts';
import type { ResourcesTree } from './resourcesTree.ts';

/** How many further pages are loaded to find a resource. */
const mostPages = 20;

/**
 * The node of a resource, whose kind's list is loaded as far as needed, and anew where it may be older than the resource; below
 * its parent where it has one.
 * @returns undefined for what the tree does not show: deleted, left out by a filter, too far down.
 * @throws what keeps the list from being loaded anew
 */
export async function findNode(
  tree: ResourcesTree,
  from: SageMaker,
  resource: ResourceReference,
): Promise<ResourceNode | undefined> {
  // The tree has no rows before it was first asked.
  await tree.getChildren();
  const row = tree.kinds.find(({ kind }) => kind.id === resource.kind);
  if (row) return inList(tree, row, resource);
  for (const parent of await parentsOf(from, resource)) {
    const node = await findNode(tree, from, parent);
    const below = node ? await tree.getChildren(node) : [];
    // A list that is all there is below a resource has no row of its own.
    const shown = find(below, resource);
    if (shown) return shown;
    const branch = below.find((one) => one.type === 'kind' && one.kind.id === resource.kind);
    const found = branch?.type === 'kind' ? await inList(tree, branch, resource) : undefined;
    if (found) return found;
  }
  return undefined;
}

async function inList(
  tree: ResourcesTree,
  node: KindNode,
  resource: ResourceReference,
): Promise<ResourceNode | undefined> {
  const { list } = node;
  // What was loaded before may be older than the resource: it is asked for again then, once.
  let mayBeOld = list.loaded;
  for (let page = 0, changed = false; ; changed = true) {
    const found = find(await tree.getChildren(node), resource);
    if (found) {
      // Drawn so far is only what was loaded before.
      if (changed) tree.redraw(node);
      return found;
    }
    if (mayBeOld) {
      mayBeOld = false;
      await list.refresh();
      continue;
    }
    if (!list.hasMore || page === mostPages) return undefined;
    await list.more();
    page += 1;
  }
}

function find(nodes: readonly Node[], resource: ResourceReference): ResourceNode | undefined {
  return nodes.find(
    (node): node is ResourceNode => node.type === 'resource' && sameResource(node.resource, resource),
  );
}

/**
 * Resources that one stands below. A user profile's ARN names its domain, an app's its profile or space; a trial's ARN names
 * no experiment, but its description does.
 */
async function parentsOf(from: SageMaker, resource: ResourceReference): Promise<ResourceReference[]> {
  const parents = kinds.filter(({ branches = [] }) => branches.some(({ kind }) => kind === resource.kind));
  if (parents.length === 0) return [];
  const path = arnPath(resource.arn);
  if (path.length > 1) {
    return parents.map(({ id }) => sibling(resource.arn, id, ...path.slice(0, belowDomain.has(id) ? 2 : 1)));
  }
  const { document } = await kindOf(resource.kind).describe(from, resource);
  return stated(document, resource).flatMap(({ target }) =>
    target.type === 'resource' && parents.some(({ id }) => id === target.reference.kind)
      ? [target.reference]
      : [],
  );
}

/** Kinds whose ARNs name the domain before the name. */
const belowDomain: ReadonlySet<KindId> = new Set<KindId>(['userProfile', 'space']);
