import type { IniSection } from '@smithy/types';
import type { SharedConfig } from './sharedConfig.ts';

/** A profile as a person chooses it. */
export interface Profile {
  readonly name: string;
  /** Where its credentials come from: `SSO`, `assumes role Trainer`, `keys`. */
  readonly source: string;
  /** Its own default region. */
  readonly region: string | undefined;
}

/** All profiles, `default` first, the others by name. */
export function listProfiles(config: SharedConfig): Profile[] {
  return Object.entries(config.profiles)
    .map(([name, section]) => ({ name, source: sourceOf(section), region: section['region'] }))
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}

const rank = ({ name }: Profile): number => (name === 'default' ? 0 : 1);

/** What the SDK's provider will take of a profile, in its order. */
export function sourceOf(section: IniSection): string {
  const role = section['role_arn'];
  if (role !== undefined && (section['source_profile'] ?? section['credential_source']) !== undefined) {
    return `assumes role ${role.split('/').at(-1) ?? role}${section['mfa_serial'] === undefined ? '' : ', with MFA'}`;
  }
  if (section['aws_access_key_id'] !== undefined)
    return section['aws_session_token'] === undefined ? 'keys' : 'temporary keys';
  if (section['web_identity_token_file'] !== undefined) return 'web identity';
  if (section['credential_process'] !== undefined) return 'credential process';
  if ((section['sso_session'] ?? section['sso_start_url']) !== undefined) return 'SSO';
  if (section['login_session'] !== undefined) return 'console sign-in';
  return 'no credentials';
}

/** How one signs in for a profile, and for that which it takes its credentials from. */
export interface SignInSource {
  readonly profile: string;
  readonly section: IniSection;
}

/**
 * The profile at the end of a chain of `source_profile`s: its credentials are what a person renews. Undefined when a
 * profile of the chain is not there.
 */
export function rootOf({ profiles }: SharedConfig, name: string): SignInSource | undefined {
  const visited = new Set<string>();
  for (let profile = name; !visited.has(profile);) {
    visited.add(profile);
    const section = profiles[profile];
    if (!section) return undefined;
    const next = section['role_arn'] === undefined ? undefined : section['source_profile'];
    if (next === undefined || next === profile) return { profile, section };
    profile = next;
  }
  return undefined;
}
