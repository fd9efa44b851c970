import type { Clients, Identity } from './connection.ts';

/** STS's GetCallerIdentity, which every signed request may ask. */
export async function askIdentity(clients: Pick<Clients, 'sts'>): Promise<Identity> {
  const { GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
  const { Account, Arn } = await (await clients.sts()).send(new GetCallerIdentityCommand({}));
  return { account: Account ?? '', arn: Arn ?? '' };
}
