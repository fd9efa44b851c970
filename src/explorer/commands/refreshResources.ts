import type { ConnectionService } from '../../connection/connectionService.ts';
import type { KindNode } from '../nodes.ts';
import type { ResourcesTree } from '../resourcesTree.ts';

/** Loads again what is shown: one kind when called on it, else everything. Connects first where that failed before. */
export async function refreshResources(
  connections: ConnectionService,
  tree: ResourcesTree,
  argument: unknown,
): Promise<void> {
  // Why there is no connection is what the tree and the status bar show then.
  await connections.connect().catch(() => undefined);
  if (connections.state.kind !== 'connected') return;
  const node = tree.kinds.find((candidate) => candidate === argument);
  const nodes = node ? [node] : tree.kinds.filter(({ list }) => list.loaded || list.error !== undefined);
  await Promise.all(nodes.map((kind) => refreshKind(tree, kind)));
}

async function refreshKind(tree: ResourcesTree, node: KindNode): Promise<void> {
  for (const resource of node.nodes.values()) resource.details = undefined;
  // A failure is kept by the list, and the tree shows it as a node with its reason.
  await node.list.refresh().catch(() => undefined);
  tree.redraw(node);
}
