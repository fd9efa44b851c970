import { join } from 'node:path';

/** Where a `config.yaml` may be. */
export interface ConfigSource {
  /** A file, a folder with a `config.yaml`, or an S3 URI of either. */
  readonly location: string;
  /** Named by a person, so that it is an error when it is not there. */
  readonly named: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The SageMaker Python SDK's places in its order: the administrator's, the user's, the workspace's. Later ones win.
 * Source: its `config.py`, and `platformdirs` for the folders of each system.
 * @param folder the workspace's; undefined without one, and for one that is not trusted.
 */
export function configSources(
  environment: Environment,
  home: string,
  platform: NodeJS.Platform,
  folder: string | undefined,
): ConfigSource[] {
  const admin = environment['SAGEMAKER_ADMIN_CONFIG_OVERRIDE'];
  const user = environment['SAGEMAKER_USER_CONFIG_OVERRIDE'];
  return [
    source(admin, join(siteFolder(environment, platform), 'config.yaml')),
    source(user, join(userFolder(environment, home, platform), 'config.yaml')),
    ...(folder === undefined ? [] : [source(undefined, join(folder, '.sagemaker', 'config.yaml'))]),
  ];
}

const source = (named: string | undefined, usual: string): ConfigSource =>
  named ? { location: named, named: true } : { location: usual, named: false };

function siteFolder(environment: Environment, platform: NodeJS.Platform): string {
  if (platform === 'darwin') return '/Library/Application Support/sagemaker';
  if (platform === 'win32')
    return join(environment['PROGRAMDATA'] ?? 'C:\\ProgramData', 'sagemaker', 'sagemaker');
  return join(filled(environment['XDG_CONFIG_DIRS']?.split(':')[0]) ?? '/etc/xdg', 'sagemaker');
}

function userFolder(environment: Environment, home: string, platform: NodeJS.Platform): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'sagemaker');
  if (platform === 'win32')
    return join(environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'sagemaker', 'sagemaker');
  return join(filled(environment['XDG_CONFIG_HOME']) ?? join(home, '.config'), 'sagemaker');
}

/** A variable that is set to nothing counts as not set. */
const filled = (value: string | undefined): string | undefined => (value === '' ? undefined : value);
