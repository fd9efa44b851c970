import { randomUUID } from 'node:crypto';
import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What IAM Identity Center gives for a sign-in. All of it is secret. */
export interface SsoToken {
  readonly startUrl: string;
  readonly region: string;
  readonly accessToken: string;
  readonly expiresAt: Date;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly registrationExpiresAt: Date;
  /** Undefined for profiles without an `sso-session`. */
  readonly refreshToken: string | undefined;
}

/** The token as the AWS CLI version 2 and all SDKs keep it, in JSON. */
export function tokenText(token: SsoToken): string {
  const { expiresAt, registrationExpiresAt, refreshToken, ...texts } = token;
  const cached = {
    ...texts,
    expiresAt: inSeconds(expiresAt),
    registrationExpiresAt: inSeconds(registrationExpiresAt),
    ...(refreshToken !== undefined && { refreshToken }),
  };
  return JSON.stringify(cached, undefined, 2);
}

/** Puts the token where the SDK's provider and the AWS CLI look for it, readable to this user only. */
export async function writeToken(cacheKey: string, token: SsoToken): Promise<void> {
  const { getSSOTokenFilepath } = await import('@smithy/core/config');
  const file = getSSOTokenFilepath(cacheKey);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  // Renamed into its place, so that nobody reads half of it.
  const partial = `${file}.${randomUUID()}`;
  try {
    await writeFile(partial, tokenText(token), { mode: 0o600 });
    await chmod(partial, 0o600);
    await rename(partial, file);
  } finally {
    await rm(partial, { force: true });
  }
}

/** The AWS CLI reads no fractions of a second. */
const inSeconds = (time: Date): string => time.toISOString().replace(/\.\d+Z$/, 'Z');
