import { explain, isCancellation } from '../platform/explain.ts';
import type { Log } from '../platform/log.ts';
import { updateNode } from './buildNodes.ts';
import type { Difference } from './listDifference.ts';
import type { KindNode } from './nodes.ts';
import type { Outcome } from './pollDelay.ts';
import { isRefusal, retryAfter } from './refusal.ts';
import type { ResourcesTree } from './resourcesTree.ts';

/** Asks for a list's state. @throws what SageMaker answers */
export type AskList = (node: KindNode, signal: AbortSignal) => Promise<Difference>;

/** What one look at a list has brought, and how long the service asks to be left alone: milliseconds. */
export interface Looked {
  readonly outcome: Outcome;
  readonly wait?: number | undefined;
}

/** Looks at lists and draws what that brings. @returns the outcome that counts: the worst. Never rejects. */
export async function lookAtLists(
  tree: ResourcesTree,
  nodes: readonly KindNode[],
  ask: AskList,
  signal: AbortSignal,
  log: Log,
): Promise<Looked> {
  const looked = await Promise.all(nodes.map((node) => lookAtList(tree, node, ask, signal, log)));
  const order = ['throttled', 'failed', 'changed', 'unchanged'] as const;
  const worst = order.find((outcome) => looked.some((one) => one.outcome === outcome));
  return { outcome: worst ?? 'unchanged', wait: Math.max(0, ...looked.map((one) => one.wait ?? 0)) };
}

async function lookAtList(
  tree: ResourcesTree,
  node: KindNode,
  ask: AskList,
  signal: AbortSignal,
  log: Log,
): Promise<Looked> {
  const { kind, list } = node;
  const failedBefore = list.error !== undefined;
  try {
    const { order, changed } = await ask(node, signal);
    if (order) tree.redraw(node);
    else redrawResources(tree, node, new Set(changed.map(({ arn }) => arn)));
    return { outcome: order || changed.length > 0 ? 'changed' : 'unchanged' };
  } catch (error) {
    if (signal.aborted || isCancellation(error)) return { outcome: 'unchanged' };
    // Said once in the log, and in the tree for as long as it lasts.
    if (!failedBefore) {
      log.error(`Refresh ${kind.plural.toLowerCase()}`, error);
      tree.redraw(node);
    }
    if (explain(error).reason === 'throttled') return { outcome: 'throttled', wait: retryAfter(error) };
    return { outcome: isRefusal(error) ? 'unchanged' : 'failed' };
  }
}

/** Draws what has changed, and what is in progress since its elapsed time is part of its text. */
function redrawResources(tree: ResourcesTree, parent: KindNode, changed: ReadonlySet<string>): void {
  for (const resource of parent.list.items) {
    const node = parent.nodes.get(resource.arn);
    if (!node) continue;
    updateNode(node, resource);
    if (changed.has(resource.arn) || parent.kind.status(resource)?.inProgress) tree.redraw(node);
  }
}
