import { setTimeout as delay } from 'node:timers/promises';
import type { SSOOIDCClient, StartDeviceAuthorizationCommandOutput } from '@aws-sdk/client-sso-oidc';
import { UserError } from '../../platform/userError.ts';
import type { SsoSettings } from './ssoSettings.ts';
import type { SsoToken } from './ssoToken.ts';

/** What the person confirms in the browser. */
export interface DeviceCode {
  readonly code: string;
  /** The page, with the code filled in. */
  readonly url: string;
}

const clientName = 'SageMaker Workbench';
/** Seconds, where the service says nothing. RFC 8628, 3.2 and 3.5. */
const defaultInterval = 5;
const slowDownBy = 5;
const defaultExpiry = 600;

/**
 * OAuth's device flow at IAM Identity Center: registers this program, shows a code, and waits until it has been confirmed.
 * @param show opens the page; called once.
 * @throws UserError when the person declines or takes too long; the signal's reason when it aborts.
 */
export async function deviceSignIn(
  client: SSOOIDCClient,
  settings: SsoSettings,
  show: (code: DeviceCode) => Promise<void>,
  signal: AbortSignal,
): Promise<SsoToken> {
  const { RegisterClientCommand, StartDeviceAuthorizationCommand } = await import('@aws-sdk/client-sso-oidc');
  const options = { abortSignal: signal };
  const registered = await client.send(
    new RegisterClientCommand({
      clientName,
      clientType: 'public',
      ...(settings.scopes && { scopes: [...settings.scopes] }),
    }),
    options,
  );
  const { clientId = '', clientSecret = '', clientSecretExpiresAt = 0 } = registered;
  const device = await client.send(
    new StartDeviceAuthorizationCommand({ clientId, clientSecret, startUrl: settings.startUrl }),
    options,
  );
  await show({
    code: device.userCode ?? '',
    url: device.verificationUriComplete ?? device.verificationUri ?? '',
  });
  const {
    accessToken = '',
    expiresIn = 0,
    refreshToken,
  } = await poll(client, clientId, clientSecret, device, signal);
  return {
    startUrl: settings.startUrl,
    region: settings.region,
    accessToken,
    expiresAt: new Date(Date.now() + expiresIn * 1000),
    clientId,
    clientSecret,
    registrationExpiresAt: new Date(clientSecretExpiresAt * 1000),
    refreshToken,
  };
}

async function poll(
  client: SSOOIDCClient,
  clientId: string,
  clientSecret: string,
  device: StartDeviceAuthorizationCommandOutput,
  signal: AbortSignal,
) {
  const { CreateTokenCommand } = await import('@aws-sdk/client-sso-oidc');
  const grantType = 'urn:ietf:params:oauth:grant-type:device_code';
  const deviceCode = device.deviceCode ?? '';
  const end = Date.now() + (device.expiresIn ?? defaultExpiry) * 1000;
  for (let interval = device.interval ?? defaultInterval; ;) {
    await delay(Math.max(1, interval) * 1000, undefined, { signal });
    try {
      return await client.send(new CreateTokenCommand({ clientId, clientSecret, grantType, deviceCode }), {
        abortSignal: signal,
      });
    } catch (error) {
      const name = error instanceof Error ? error.name : '';
      if (name === 'AccessDeniedException') throw refused('The sign-in was declined in the browser', error);
      if (name === 'ExpiredTokenException' || Date.now() > end)
        throw refused('The code was not confirmed in time', error);
      if (name === 'SlowDownException') interval += slowDownBy;
      else if (name !== 'AuthorizationPendingException') throw error;
    }
  }
}

const refused = (message: string, cause: unknown): UserError =>
  new UserError('signed-out', message, { cause, advice: 'Sign in again.' });
