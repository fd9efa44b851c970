import { kindOf } from '../../catalog/catalog.ts';
import type { ConnectionService } from '../../connection/connectionService.ts';
import { actOnAll } from '../actOnAll.ts';
import type { Called } from '../selection.ts';

/** Deletes resources, after a question that says what goes with them where that cannot be undone for free. */
export function deleteResource(connections: ConnectionService, call: Called): Promise<void> {
  return actOnAll(connections, call, {
    verb: 'Delete',
    action: 'delete',
    note: ({ kind }) => kindOf(kind).deleteNote,
    act: async (connection, resource) => kindOf(resource.kind).delete?.(connection, resource),
  });
}
