import { delimiter } from 'node:path';
import { type EngineKeys } from '../parts.ts';

/*
 * What a job's process may see of the engine's own environment: enough for programs to run and to reach the network.
 * All else stays out: VS Code's variables would turn a script's Electron or Node into something else, and the user's
 * AWS variables would send a script to the wrong place.
 */
const KEPT = new Set([
  ...['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'LANG', 'LANGUAGE', 'TZ', 'TMPDIR', 'TEMP', 'TMP'],
  ...['SYSTEMROOT', 'SYSTEMDRIVE', 'WINDIR', 'COMSPEC', 'PATHEXT', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA'],
  ...['PROGRAMDATA', 'PROGRAMFILES', 'NUMBER_OF_PROCESSORS', 'PROCESSOR_ARCHITECTURE'],
  ...['LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'VIRTUAL_ENV', 'CONDA_PREFIX', 'CUDA_HOME', 'CUDA_PATH'],
  ...['SSL_CERT_FILE', 'SSL_CERT_DIR', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE'],
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'],
]);
const KEPT_PREFIXES = ['LC_', 'PIP_', 'PYENV_', 'CUDA_VISIBLE', 'XDG_CACHE', 'HF_HOME', 'TORCH_HOME'];

/** The part of the engine's environment that a job's process inherits. */
export function cleanEnvironment(from: NodeJS.ProcessEnv): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(from)) {
    const upper = name.toUpperCase();
    if (value === undefined) continue;
    if (KEPT.has(upper) || KEPT_PREFIXES.some((prefix) => upper.startsWith(prefix))) kept[name] = value;
  }
  return kept;
}

/** What points boto3, the AWS CLI and SageMaker's own toolkits in a job or model server at this engine. */
export function awsEnvironment(options: {
  endpoint: string;
  keys: EngineKeys;
  region: string;
  noProxy?: string | undefined;
}): Record<string, string> {
  // A proxy for the world outside must not get the requests to this machine.
  const noProxy = [options.noProxy, '127.0.0.1', 'localhost'].filter(Boolean).join(',');
  return {
    AWS_ENDPOINT_URL: options.endpoint,
    S3_ENDPOINT_URL: options.endpoint,
    AWS_ACCESS_KEY_ID: options.keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: options.keys.secretAccessKey,
    AWS_REGION: options.region,
    AWS_DEFAULT_REGION: options.region,
    AWS_EC2_METADATA_DISABLED: 'true',
    NO_PROXY: noProxy,
    no_proxy: noProxy,
  };
}

/** Python's own variables: code is found, output comes at once and as UTF-8, no caches are left beside the code. */
export function pythonEnvironment(path: readonly string[]): Record<string, string> {
  return {
    PYTHONPATH: path.join(delimiter),
    PYTHONUNBUFFERED: '1',
    PYTHONIOENCODING: 'utf-8',
    PYTHONDONTWRITEBYTECODE: '1',
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
    PIP_NO_INPUT: '1',
  };
}
