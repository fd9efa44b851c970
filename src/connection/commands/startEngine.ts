import type { ConnectionService } from '../connectionService.ts';

/** Connects, which starts the engine; the status bar shows how far it is. */
export async function startEngine(connections: ConnectionService): Promise<void> {
  await connections.connect();
}
