import { type KindNode, type Node, resourceId } from './nodes.ts';
import { inProgress } from './poll.ts';
import { isRefusal } from './refusal.ts';
import type { ResourcesTree } from './resourcesTree.ts';

/** The lists that are seen while the view is: VS Code tells what is folded and unfolded, and keeps what is open to itself. */
export class OpenLists {
  readonly #tree: Pick<ResourcesTree, 'lists' | 'getParent'>;
  readonly #collapsed = new Set<string>();

  constructor(tree: Pick<ResourcesTree, 'lists' | 'getParent'>) {
    this.#tree = tree;
  }

  fold(node: Node): void {
    this.#collapsed.add(keyOf(node));
  }

  unfold(node: Node): void {
    this.#collapsed.delete(keyOf(node));
  }

  /** Lists that are loaded and seen: neither they nor what is above them is folded. */
  all(): KindNode[] {
    return this.#tree.lists.filter(
      (node) => node.list.loaded && !isRefusal(node.list.error) && !this.#isFolded(node),
    );
  }

  /** Those that are a node or stand somewhere below it. */
  within(node: Node): KindNode[] {
    return this.all().filter((list) => this.#path(list).includes(node));
  }

  /** Those of which something will soon change by itself. */
  busy(): KindNode[] {
    return this.all().filter((node) => inProgress(node).length > 0 || node.pins.inProgress().length > 0);
  }

  #isFolded(node: KindNode): boolean {
    return this.#path(node).some((at) => this.#collapsed.has(keyOf(at)));
  }

  /** A node and all that are above it. */
  #path(node: Node): Node[] {
    const path: Node[] = [];
    for (let at: Node | undefined = node; at; at = this.#tree.getParent(at)) path.push(at);
    return path;
  }
}

function keyOf(node: Node): string {
  if (node.type === 'resource') return resourceId(node);
  return node.type === 'group' ? `group/${node.label}` : 'id' in node ? node.id : '';
}
