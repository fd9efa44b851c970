import { kindOf } from '../../catalog/catalog.ts';
import type { ConnectionService } from '../../connection/connectionService.ts';
import { chooseResource } from '../chooseResource.ts';
import { confirmed } from '../confirmed.ts';

/** Stops a running job; what it has written so far is kept. */
export async function stopResource(connections: ConnectionService, argument: unknown): Promise<void> {
  const resource = await chooseResource(connections, argument, 'Stop', 'stop');
  if (!resource) return;
  const kind = kindOf(resource.kind);
  const connection = await connections.connect();
  const question = `Stop ${kind.singular} "${resource.name}"?`;
  if (await confirmed(connection, question, kind.stopNote ?? '', 'Stop')) {
    await kind.stop?.(connection, resource);
  }
}
