import { UserError } from '../platform/userError.ts';
import type { Clients, Identity } from './connection.ts';

/**
 * STS's GetCallerIdentity, which every signed request may ask.
 * @throws UserError `not-reachable` when what answers is not STS.
 */
async function askIdentity(clients: Pick<Clients, 'sts'>): Promise<Identity> {
  const { GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
  const { Account, Arn } = await (await clients.sts()).send(new GetCallerIdentityCommand({}));
  if (Account === undefined || Arn === undefined)
    throw new UserError('not-reachable', 'What answers there does not say who one is, as AWS does');
  return { account: Account, arn: Arn };
}

/** The same, asked once; a failure is asked again. */
export function rememberedIdentity(clients: Pick<Clients, 'sts'>): () => Promise<Identity> {
  let known: Promise<Identity> | undefined;
  return () => {
    if (known) return known;
    const asked = askIdentity(clients);
    known = asked;
    asked.catch(() => (known = undefined));
    return asked;
  };
}
