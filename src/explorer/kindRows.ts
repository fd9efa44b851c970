import { commands } from '../manifest/commands.ts';
import { resourceNodes } from './buildNodes.ts';
import { emptyState, errorState, loadMoreNode, refusedState } from './emptyStates.ts';
import type { KindNode, LostPinNode, Node } from './nodes.ts';
import { filtersHere, type ListView } from './pages.ts';
import { isRefusal } from './refusal.ts';

/**
 * What stands below a list: its resources, pinned ones first, with what could not be had and how to get more. Loads the
 * list when it is not; failures are rows.
 * @param listed called once it is known which resources are drawn
 */
export async function kindRows(node: KindNode, view: ListView, listed: () => void): Promise<Node[]> {
  const { id, list } = node;
  await list.load();
  if (list.error !== undefined && !list.loaded) {
    return [isRefusal(list.error) ? refusedState(node, list.error) : errorState(id, list.error, node)];
  }
  const pins = await node.pins.load(list.items);
  listed();
  const error: Node[] = list.error === undefined ? [] : [errorState(id, list.error, node)];
  const lost = pins.flatMap((pin): LostPinNode[] =>
    'error' in pin ? [{ type: 'lostPin', parent: node, resource: pin.reference, error: pin.error }] : [],
  );
  const rows: Node[] = [...lost, ...resourceNodes(node, pins)];
  return [...error, ...(rows.length === 0 ? emptyState(node, view) : rows), ...further(node, view)];
}

/** Below the last page: how to get the next one, or why there is none. */
function further(node: KindNode, { filter }: ListView): Node[] {
  const { list } = node;
  if (list.moreError !== undefined)
    return [errorState(`more/${node.id}`, list.moreError, node, commands.resourcesLoadMore)];
  return list.hasMore ? [loadMoreNode(node, filtersHere(node.kind, filter))] : [];
}
