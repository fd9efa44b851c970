import { kindOf } from '../../catalog/catalog.ts';
import type { ConnectionService } from '../../connection/connectionService.ts';
import { actOnAll } from '../actOnAll.ts';
import type { Called } from '../selection.ts';

/** Starts what was stopped, after a question where it is billed while it runs. */
export function startResource(connections: ConnectionService, call: Called): Promise<void> {
  return actOnAll(connections, call, {
    verb: 'Start',
    action: 'start',
    note: ({ kind }) => (kindOf(kind).runningStatuses ? 'It is billed while it runs.' : undefined),
    act: async (connection, resource) => kindOf(resource.kind).start?.(connection, resource),
  });
}
