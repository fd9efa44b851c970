import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';
import type { EndpointKeys } from './place.ts';

/** Asks for the code that an MFA device shows. @throws UserError when the person gives up. */
export type AskMfaCode = (serial: string) => Promise<string>;

export interface CredentialSettings {
  readonly region: string;
  /** Of STS, where roles are assumed; undefined for AWS's own. */
  readonly sts: string | undefined;
  /** Of IAM Identity Center's portal, where the profile configures one. */
  readonly sso: string | undefined;
  readonly askMfaCode: AskMfaCode;
  /** Is told each key that must not reach the log. */
  readonly onSecret: (secret: string) => void;
}

/** Credentials are renewed this long before they expire, so that no request is under way then. Milliseconds. */
const renewBefore = 5 * 60_000;

/** The SDK's own providers for whose keys are wanted; all clients of a connection share what they answer. */
export async function credentialsFor(
  keys: EndpointKeys,
  settings: CredentialSettings,
): Promise<AwsCredentialIdentityProvider> {
  const provider = keys.from === 'test' ? testKeys : await sdkProvider(keys, settings);
  const { memoize } = await import('@smithy/core/config');
  const heard = async (): Promise<AwsCredentialIdentity> => {
    const identity = await provider();
    settings.onSecret(identity.secretAccessKey);
    if (identity.sessionToken !== undefined) settings.onSecret(identity.sessionToken);
    return identity;
  };
  return memoize(
    heard,
    ({ expiration }) => expiration !== undefined && expiration.getTime() - Date.now() < renewBefore,
    ({ expiration }) => expiration !== undefined,
  );
}

async function testKeys(): Promise<AwsCredentialIdentity> {
  return { accessKeyId: 'test', secretAccessKey: 'test' };
}

async function sdkProvider(
  keys: Exclude<EndpointKeys, { from: 'test' }>,
  { region, sts, sso, askMfaCode }: CredentialSettings,
): Promise<AwsCredentialIdentityProvider> {
  const sdk = await import('@aws-sdk/credential-providers');
  const { getDefaultRoleAssumer, getDefaultRoleAssumerWithWebIdentity } = await import('@aws-sdk/client-sts');
  const assumer = { region, ...(sts !== undefined && { endpoint: sts }) };
  const options = {
    ignoreCache: true,
    mfaCodeProvider: askMfaCode,
    roleAssumer: getDefaultRoleAssumer(assumer),
    roleAssumerWithWebIdentity: getDefaultRoleAssumerWithWebIdentity(assumer),
    ...(sso !== undefined && { clientConfig: { endpoint: sso } }),
  };
  // A chosen profile signs, or nobody: the chain would go on to the instance's role where a profile has no credentials.
  if (keys.from === 'profile') return sdk.fromIni({ ...options, profile: keys.profile });
  return process.env['AWS_ACCESS_KEY_ID'] ? sdk.fromEnv() : sdk.fromNodeProviderChain(options);
}
