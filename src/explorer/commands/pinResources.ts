import type { ConnectionService } from '../../connection/connectionService.ts';
import { chooseResource } from '../chooseResource.ts';
import type { ResourcesTree } from '../resourcesTree.ts';
import { type Called, resourcesOf } from '../selection.ts';

/** Puts resources first in their lists, or lets them stand where they belong; kept for this connection. */
export async function pinResources(
  connections: ConnectionService,
  tree: ResourcesTree,
  call: Called,
  pinned: boolean,
): Promise<void> {
  const given = resourcesOf(call);
  const asked =
    given.length > 0 || call.fromKey
      ? undefined
      : await chooseResource(connections, undefined, pinned ? 'Pin' : 'Unpin', 'describe');
  const resources = asked ? [asked] : given;
  if (resources.length === 0) return;
  tree.memory.use((await connections.connect()).key);
  if (pinned) await tree.memory.pin(resources);
  else await tree.memory.unpin(resources);
  const kinds = new Set(resources.map(({ kind }) => kind));
  for (const node of tree.lists.filter(({ kind }) => kinds.has(kind.id))) tree.redraw(node);
}
