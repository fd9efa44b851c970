import type { Connection } from '../connection/connection.ts';
import { confirm } from '../platform/say.ts';

/** Asks before something that AWS bills, naming account and region; on this machine nothing is asked. */
export async function confirmCost(connection: Connection, what: string, yes: string): Promise<boolean> {
  if (!connection.billed) return true;
  const detail = `Account ${await connection.accountId()}, ${connection.region}. AWS bills it by the second while it runs.`;
  return confirm(what, yes, detail);
}
