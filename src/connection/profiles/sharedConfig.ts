import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { IniSection } from '@smithy/types';

/** The shared config and credentials files, as the SDK reads them, now. */
export interface SharedConfig {
  /** By name. What the credentials file says of a profile goes before what the config file says. */
  readonly profiles: Readonly<Record<string, IniSection>>;
  /** `[sso-session …]` of the config file. */
  readonly ssoSessions: Readonly<Record<string, IniSection>>;
  /** `[services …]` of the config file; a member `sagemaker.endpoint_url` for a nested one. */
  readonly services: Readonly<Record<string, IniSection>>;
}

const sessionPrefix = 'sso-session.';
const servicesPrefix = 'services.';

/** Reads both files through the SDK's own loader. A file that is not there has no profiles. */
export async function readSharedConfig(): Promise<SharedConfig> {
  const { loadSharedConfigFiles } = await import('@smithy/core/config');
  // Read anew each time, and the SDK's own providers then see the same.
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  const isProfile = (name: string) => !name.startsWith(sessionPrefix) && !name.startsWith(servicesPrefix);
  const names = [...Object.keys(configFile).filter(isProfile), ...Object.keys(credentialsFile)];
  return {
    profiles: Object.fromEntries(
      [...new Set(names)].map((name) => [name, { ...configFile[name], ...credentialsFile[name] }]),
    ),
    ssoSessions: below(configFile, sessionPrefix),
    services: below(configFile, servicesPrefix),
  };
}

/** Absolute paths of the two files, whether or not they are there. */
export async function sharedConfigFiles(): Promise<{
  readonly config: string;
  readonly credentials: string;
}> {
  const { getHomeDir } = await import('@smithy/core/config');
  const home = getHomeDir();
  const absolute = (file: string) => (file.startsWith('~/') ? join(home, file.slice(2)) : file);
  return {
    config: absolute(process.env['AWS_CONFIG_FILE'] ?? join(home, '.aws', 'config')),
    credentials: absolute(process.env['AWS_SHARED_CREDENTIALS_FILE'] ?? join(home, '.aws', 'credentials')),
  };
}

export async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

function below(sections: Record<string, IniSection>, prefix: string): Record<string, IniSection> {
  const named = Object.entries(sections).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(named.map(([name, section]) => [name.slice(prefix.length), section]));
}
