import type { SSOOIDCClient } from '@aws-sdk/client-sso-oidc';
import { describe, expect, it } from 'vitest';
import { type DeviceCode, deviceSignIn } from '../../../src/connection/signIn/deviceSignIn.ts';
import { explain } from '../../../src/platform/explain.ts';

const settings = {
  cacheKey: 'corp',
  startUrl: 'https://corp.example.com/start',
  region: 'eu-west-1',
  scopes: ['sso:account:access'],
};

/** A client whose CreateToken answers these, one after the other; an Error's name is thrown. */
function client(...answers: (string | object)[]) {
  const sent: { readonly name: string; readonly input: unknown }[] = [];
  const send = async (command: { readonly input: unknown }) => {
    const { name } = command.constructor;
    sent.push({ name, input: command.input });
    if (name === 'RegisterClientCommand')
      return { clientId: 'c', clientSecret: 's', clientSecretExpiresAt: 1_900_000_000 };
    if (name === 'StartDeviceAuthorizationCommand')
      return {
        deviceCode: 'd',
        userCode: 'ABCD',
        verificationUriComplete: 'https://x/?c=ABCD',
        expiresIn: 60,
        interval: 1,
      };
    const answer = answers.shift() ?? 'AuthorizationPendingException';
    if (typeof answer === 'string') throw Object.assign(new Error(answer), { name: answer });
    return answer;
  };
  return { sent, client: { send } as unknown as SSOOIDCClient };
}

const never = new AbortController().signal;

describe('the device flow', () => {
  it('waits until the code has been confirmed', async () => {
    const { client: oidc, sent } = client('AuthorizationPendingException', {
      accessToken: 'a',
      expiresIn: 3600,
      refreshToken: 'r',
    });
    const shown: DeviceCode[] = [];
    const token = await deviceSignIn(oidc, settings, async (code) => void shown.push(code), never);
    expect(shown).toEqual([{ code: 'ABCD', url: 'https://x/?c=ABCD' }]);
    expect(sent.map(({ name }) => name)).toEqual([
      'RegisterClientCommand',
      'StartDeviceAuthorizationCommand',
      'CreateTokenCommand',
      'CreateTokenCommand',
    ]);
    expect(sent[0]?.input).toMatchObject({ clientType: 'public', scopes: ['sso:account:access'] });
    expect(token).toMatchObject({
      accessToken: 'a',
      refreshToken: 'r',
      clientId: 'c',
      startUrl: settings.startUrl,
    });
    expect(token.registrationExpiresAt).toEqual(new Date(1_900_000_000_000));
  });

  it.each([
    ['AccessDeniedException', /declined/],
    ['ExpiredTokenException', /not confirmed in time/],
  ])('ends on %s', async (name, words) => {
    const error: unknown = await deviceSignIn(
      client(name).client,
      settings,
      async () => undefined,
      never,
    ).catch((thrown: unknown) => thrown);
    expect(explain(error)).toMatchObject({
      reason: 'signed-out',
      message: expect.stringMatching(words) as string,
    });
  });

  it('ends when the person gives up', async () => {
    const giving = new AbortController();
    const running = deviceSignIn(client().client, settings, async () => giving.abort(), giving.signal);
    expect(explain(await running.catch((thrown: unknown) => thrown)).reason).toBe('cancelled');
  });
});
