import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { env, status, stop } from './cli/commands.ts';
import { useCompileCache } from './cli/compileCache.ts';

const USAGE = `Usage: sagemaker-local <command> [--data-dir D]

  serve    run SageMaker on this machine; prints one JSON line when it listens
             --port N  --region R  --account-id A  --access-key-id K --secret-access-key S
             --idle-exit MINUTES  --python PATH  --status-delay FACTOR
  env      print the variables for boto3 and the AWS CLI: eval "$(sagemaker-local env)"
  status   say whether an engine runs
  stop     stop it; running jobs go on and are found again at the next start

D is $SAGEMAKER_LOCAL_DATA_DIR, or ~/.sagemaker-workbench, when it is not named.
`;

const OPTIONS = {
  'data-dir': { type: 'string' },
  port: { type: 'string', default: '0' },
  region: { type: 'string', default: 'us-east-1' },
  'account-id': { type: 'string', default: '000000000000' },
  'access-key-id': { type: 'string' },
  'secret-access-key': { type: 'string' },
  'idle-exit': { type: 'string', default: '0' },
  'status-delay': { type: 'string', default: '1' },
  python: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

class UsageError extends Error {}

function wholeNumber(name: string, value: string, max: number): number {
  const found = Number(value);
  if (Number.isInteger(found) && found >= 0 && found <= max) return found;
  throw new UsageError(`--${name} takes a whole number from 0 to ${max}, not "${value}".`);
}

function factor(name: string, value: string): number {
  const found = Number(value);
  if (value !== '' && found >= 0 && found <= 1000) return found;
  throw new UsageError(`--${name} takes a number from 0 to 1000, not "${value}".`);
}

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  const [command, ...rest] = positionals;
  if (values.help || command === undefined || rest.length > 0) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  // An empty variable names nothing: the folder that the caller happens to be in is no data directory.
  const named = values['data-dir'] ?? process.env['SAGEMAKER_LOCAL_DATA_DIR'] ?? '';
  const dataDir = resolve(named === '' ? join(homedir(), '.sagemaker-workbench') : named);
  if (command === 'env') return env(dataDir);
  if (command === 'status') return status(dataDir);
  if (command === 'stop') return stop(dataDir);
  if (command !== 'serve') throw new UsageError(`There is no command "${command}".`);
  const [id, secret] = [values['access-key-id'], values['secret-access-key']];
  if ((id === undefined) !== (secret === undefined)) {
    throw new UsageError('--access-key-id and --secret-access-key go together.');
  }
  if (!/^\d{12}$/.test(values['account-id'])) throw new UsageError('--account-id takes twelve digits.');
  useCompileCache(dataDir);
  const { serve } = await import('./cli/serve.ts');
  return serve({
    dataDir,
    port: wholeNumber('port', values.port, 65_535),
    region: values.region,
    accountId: values['account-id'],
    statusDelay: factor('status-delay', values['status-delay']),
    idleExitMinutes: wholeNumber('idle-exit', values['idle-exit'], 100_000),
    ...(id !== undefined && secret !== undefined
      ? { keys: { accessKeyId: id, secretAccessKey: secret } }
      : {}),
    ...(values.python === undefined ? {} : { python: values.python }),
  });
}

run().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    console.error(error instanceof UsageError ? `${reason}\n\n${USAGE}` : `sagemaker-local: ${reason}`);
    process.exit(error instanceof UsageError ? 2 : 1);
  },
);
