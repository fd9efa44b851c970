import type { GroupNode, KindNode, Node } from './nodes.ts';

/** Where a node stands; undefined for what has nothing above it, or is a row of no lasting place. */
export function parentOf(node: Node, groups: readonly GroupNode[]): Node | undefined {
  switch (node.type) {
    case 'kind':
      return node.parent ?? groups.find(({ kinds }) => kinds.includes(node));
    case 'resource':
      return node.parent.inline ? node.parent.parent : node.parent;
    case 'child':
    case 'lineage':
    case 'lostPin':
      return node.parent;
    default:
      return undefined;
  }
}

/** A list, and those below its resources. */
export function listsFrom(node: KindNode): KindNode[] {
  const below = [...node.nodes.values()].flatMap(({ branches = [] }) => branches);
  return [node, ...below.flatMap(listsFrom)];
}
