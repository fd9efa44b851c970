import { parseArn } from '../catalog/arn.ts';
import type { Connection } from '../connection/connection.ts';

/** Content that AWS shares with everybody belongs to this account. */
const sharedAccount = 'aws';

/**
 * Where an ARN belongs to, when that is not where the window is connected: `account 123456789012, eu-west-1`.
 * @returns undefined for what the connection can reach, and where its account cannot be found out.
 */
export async function elsewhere(arn: string, connection: Connection): Promise<string | undefined> {
  const parts = parseArn(arn);
  if (!parts) return undefined;
  const place = `account ${parts.account}, ${parts.region}`;
  if (parts.region !== connection.region || parts.partition !== connection.partition) return place;
  if (parts.account === sharedAccount) return undefined;
  // Who cannot ask who he is may well be allowed to describe: SageMaker's own answer counts then.
  const account = await connection.accountId().catch(() => undefined);
  return account === undefined || account === parts.account ? undefined : place;
}

/** Where the window is connected, in the same words. */
export async function here(connection: Connection): Promise<string> {
  const account = await connection.accountId().catch(() => undefined);
  return `${account === undefined ? '' : `account ${account}, `}${connection.region}`;
}
