import { kindOf } from '../../catalog/catalog.ts';
import type { ConnectionService } from '../../connection/connectionService.ts';
import { chooseResource } from '../chooseResource.ts';
import { confirmed } from '../confirmed.ts';

/** Deletes a resource, after a question that says what goes with it where that cannot be undone for free. */
export async function deleteResource(connections: ConnectionService, argument: unknown): Promise<void> {
  const resource = await chooseResource(connections, argument, 'Delete', 'delete');
  if (!resource) return;
  const kind = kindOf(resource.kind);
  const connection = await connections.connect();
  const question = `Delete ${kind.singular} "${resource.name}"?`;
  if (await confirmed(connection, question, kind.deleteNote ?? '', 'Delete')) {
    await kind.delete?.(connection, resource);
  }
}
