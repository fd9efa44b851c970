import type { ResourcesTree } from '../resourcesTree.ts';

/** Loads a list's next page. Why that fails is shown in the list. */
export async function loadMore(tree: ResourcesTree, argument: unknown): Promise<void> {
  const node = tree.lists.find((candidate) => candidate === argument);
  if (!node) return;
  await node.list.more();
  tree.redraw(node);
}
