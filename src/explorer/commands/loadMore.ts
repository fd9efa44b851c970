import type { ResourcesTree } from '../resourcesTree.ts';

/** Loads a kind's next page. */
export async function loadMore(tree: ResourcesTree, argument: unknown): Promise<void> {
  const node = tree.kinds.find((candidate) => candidate === argument);
  if (!node) return;
  await node.list.more();
  tree.redraw(node);
}
