import type { Log } from '../../platform/log.ts';
import type { ConnectionService } from '../connectionService.ts';
import { pickRegion } from '../pickRegion.ts';
import { inRegion } from '../place.ts';
import { readSharedConfig } from '../profiles/sharedConfig.ts';
import { keysOf } from '../remoteEnvironment.ts';
import { switchConnection } from './switchConnection.ts';

/** "Switch Region…": the same credentials in another region. This machine has one, so another place is asked for. */
export async function switchRegion(connections: ConnectionService, log: Log): Promise<void> {
  const { place } = connections;
  if (place.kind === 'this-machine') return switchConnection(connections, log);
  const keys = keysOf(place);
  const { profiles } = await readSharedConfig();
  const own = keys.from === 'profile' ? profiles[keys.profile]?.['region'] : process.env['AWS_REGION'];
  const region = await pickRegion(own, place.region);
  if (region === undefined || region === place.region) return;
  await connections.switchTo(inRegion(place, region));
  await connections.connect();
}
