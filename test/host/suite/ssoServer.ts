import { account, json, serve } from './connectionsKit.ts';

/** Temporary keys of the engine's own STS, which the portal hands out as those of a role. */
export interface RoleKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** IAM Identity Center as far as a sign-in goes: registration, device code, token, and the role's credentials. */
export async function serveSso(keys: RoleKeys) {
  const secrets = {
    accessToken: 'access-token-of-the-test',
    refreshToken: 'refresh-token-of-the-test',
    clientSecret: 'client-secret-of-the-test',
  };
  const state = { polls: 0 };
  const server = await serve((path, response, body) => {
    switch (path) {
      case '/client/register':
        json(response, {
          clientId: 'client-of-the-test',
          clientSecret: secrets.clientSecret,
          clientIdIssuedAt: 0,
          clientSecretExpiresAt: Math.floor(Date.now() / 1000) + 90 * 24 * 3600,
        });
        return;
      case '/device_authorization':
        json(response, {
          deviceCode: 'device-code',
          userCode: 'ABCD-EFGH',
          verificationUri: `${server.url}/device`,
          verificationUriComplete: `${server.url}/device?user_code=ABCD-EFGH`,
          expiresIn: 600,
          interval: 1,
        });
        return;
      case '/token':
        state.polls += 1;
        if (state.polls === 1) {
          response.setHeader('x-amzn-errortype', 'AuthorizationPendingException');
          json(response, { error: 'authorization_pending', error_description: 'not yet' }, 400);
        } else json(response, { ...secrets, tokenType: 'Bearer', expiresIn: 28_800, said: body.length });
        return;
      case '/federation/credentials':
        json(response, {
          roleCredentials: {
            ...keys,
            expiration: Date.now() + 3600_000,
            accountId: account,
          },
        });
        return;
      default:
        json(response, { message: `not asked for: ${path}` }, 404);
    }
  });
  return { ...server, secrets, state };
}
