import type { ConnectionService } from '../connectionService.ts';
import { thisMachine } from '../place.ts';

/** Connects to this machine, which starts the engine; the status bar shows how far it is. */
export async function startEngine(connections: ConnectionService): Promise<void> {
  if (connections.place.kind !== 'this-machine') await connections.switchTo(thisMachine);
  await connections.connect();
}
