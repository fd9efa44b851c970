import type { Connection } from '../connection/connection.ts';
import { confirm } from '../platform/say.ts';

/**
 * Asks before a destructive act where it costs something, naming account and region; on this machine it doesn't nag.
 * @param always ask there too, as when a key was hit and not a menu chosen.
 */
export async function confirmed(
  connection: Connection,
  question: string,
  consequence: string,
  verb: string,
  always = false,
): Promise<boolean> {
  if (!connection.billed && !always) return true;
  const where = connection.billed ? `Account ${await connection.accountId()}, ${connection.region}. ` : '';
  const detail = `${where}${consequence}`;
  return confirm(question, verb, detail);
}
