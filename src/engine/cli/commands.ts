import { setTimeout as delay } from 'node:timers/promises';
import { exists } from '../jobs/processIdentity.ts';
import { pythonOf, readState } from './state.ts';

/** How long an engine may take to stop its model servers. */
const STOP_MS = 35_000;

function quote(value: string): string {
  return `'${value.replaceAll("'", String.raw`'\''`)}'`;
}

/** Prints what boto3, the AWS CLI and every SDK read from their environment; for `eval "$(… env)"`. */
export function env(dataDir: string): number {
  const state = readState(dataDir);
  if (!state) {
    console.error(
      `No engine runs on ${dataDir}. Start one with: sagemaker-local serve --data-dir ${quote(dataDir)}`,
    );
    return 1;
  }
  const variables = {
    AWS_ENDPOINT_URL: state.endpoint,
    AWS_ACCESS_KEY_ID: state.accessKeyId,
    AWS_SECRET_ACCESS_KEY: state.secretAccessKey,
    AWS_REGION: state.region,
    AWS_DEFAULT_REGION: state.region,
    // Live tail's host name has a prefix, which 127.0.0.1 cannot have.
    AWS_DISABLE_HOST_PREFIX_INJECTION: 'true',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  console.log('unset AWS_PROFILE AWS_SESSION_TOKEN AWS_ENDPOINT_URL_SAGEMAKER AWS_ENDPOINT_URL_S3');
  for (const [name, value] of Object.entries(variables)) console.log(`export ${name}=${quote(value)}`);
  return 0;
}

/** Prints one JSON line, without the secret; exit code 3 when no engine runs. */
export function status(dataDir: string): number {
  const state = readState(dataDir);
  if (!state) {
    console.log(JSON.stringify({ running: false, dataDir }));
    return 3;
  }
  const { secretAccessKey: _secret, ...rest } = state;
  console.log(JSON.stringify({ running: true, ...rest, python: pythonOf(dataDir) }));
  return 0;
}

/** Stops the engine and waits until it has gone. Jobs run on; the next engine finds them. */
export async function stop(dataDir: string): Promise<number> {
  const state = readState(dataDir);
  if (!state) {
    console.log(`No engine runs on ${dataDir}.`);
    return 0;
  }
  process.kill(state.pid, 'SIGTERM');
  const end = Date.now() + STOP_MS;
  while (exists(state.pid)) {
    if (Date.now() > end) {
      console.error(`The engine (process ${state.pid}) has not stopped in ${STOP_MS / 1000} s.`);
      return 1;
    }
    await delay(50);
  }
  console.log(`Stopped the engine (process ${state.pid}).`);
  return 0;
}
