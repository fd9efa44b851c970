import { kindOf } from '../../catalog/catalog.ts';
import type { ConnectionService } from '../../connection/connectionService.ts';
import { actOnAll } from '../actOnAll.ts';
import type { Called } from '../selection.ts';

/** Stops what runs; what it has written so far is kept. */
export function stopResource(connections: ConnectionService, call: Called): Promise<void> {
  return actOnAll(connections, call, {
    verb: 'Stop',
    action: 'stop',
    note: ({ kind }) => kindOf(kind).stopNote,
    act: async (connection, resource) => kindOf(resource.kind).stop?.(connection, resource),
  });
}
