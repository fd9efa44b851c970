import { UserError } from '../../platform/userError.ts';
import type { SignInSource } from '../profiles/profile.ts';
import type { SharedConfig } from '../profiles/sharedConfig.ts';

/** How a profile signs in to IAM Identity Center. */
export interface SsoSettings {
  /** What the SDKs and the AWS CLI keep the token under: the session's name, for profiles without one the start URL. */
  readonly cacheKey: string;
  readonly startUrl: string;
  readonly region: string;
  /** Only an `sso-session` has some; with them the token can be renewed without a person. */
  readonly scopes: readonly string[] | undefined;
}

const defaultScopes = 'sso:account:access';

/**
 * @returns undefined for a profile that does not sign in through IAM Identity Center.
 * @throws UserError when its settings are incomplete.
 */
export function ssoSettings(
  { profile, section }: SignInSource,
  config: SharedConfig,
): SsoSettings | undefined {
  const session = section['sso_session'];
  if (session === undefined && section['sso_start_url'] === undefined) return undefined;
  const from = session === undefined ? section : config.ssoSessions[session];
  const where = session === undefined ? `Profile "${profile}"` : `The sso-session "${session}"`;
  if (!from) throw incomplete(`${where} of profile "${profile}" is not in ~/.aws/config`);
  const { sso_start_url: startUrl, sso_region: region } = from;
  if (startUrl === undefined) throw incomplete(`${where} has no sso_start_url`);
  if (region === undefined) throw incomplete(`${where} has no sso_region`);
  const scopes = (from['sso_registration_scopes'] ?? defaultScopes).split(',').map((scope) => scope.trim());
  return session === undefined
    ? { cacheKey: startUrl, startUrl, region, scopes: undefined }
    : { cacheKey: session, startUrl, region, scopes };
}

function incomplete(message: string): UserError {
  return new UserError('invalid-input', message, {
    advice: 'Complete it there, or run "aws configure sso".',
    help: ['switch-connection'],
  });
}
