import type { ConnectionService } from '../../connection/connectionService.ts';
import type { KindNode } from '../nodes.ts';
import type { ResourcesTree } from '../resourcesTree.ts';

/**
 * Loads again what is shown: one list or resource when called on it, else everything. Connects first where that failed
 * before. Kinds that the connection refused are asked again, as permissions may have come.
 */
export async function refreshResources(
  connections: ConnectionService,
  tree: ResourcesTree,
  argument: unknown,
): Promise<void> {
  // Why there is no connection is what the tree and the status bar show then.
  const signedOut = connections.state.kind === 'signed-out';
  await (signedOut ? connections.reconnect() : connections.connect()).catch(() => undefined);
  if (connections.state.kind !== 'connected') return;
  const resource = tree.resources.find((candidate) => candidate === argument);
  if (resource) {
    resource.details = undefined;
    tree.redraw(resource);
    return;
  }
  const node = tree.lists.find((candidate) => candidate === argument);
  const nodes = node ? [node] : tree.lists.filter(({ list }) => list.loaded || list.error !== undefined);
  await Promise.all(nodes.map((list) => refreshList(tree, list)));
}

async function refreshList(tree: ResourcesTree, node: KindNode): Promise<void> {
  for (const resource of node.nodes.values()) resource.details = undefined;
  node.pins.forget();
  // A failure is kept by the list, and the tree shows it as a node with its reason.
  await node.list.refresh().catch(() => undefined);
  tree.redraw(node);
}
