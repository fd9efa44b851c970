/** The folders and the environment of one run: nothing of the user's is read or changed. */
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { onInterrupt } from './interrupts.ts';
import { runProgram } from './program.ts';
import { killStrays } from './strays.ts';
import { root } from './versions.ts';

/** The environment variable that tells the extension where the local engine keeps its data. */
export const dataDirVariable = 'SAGEMAKER_LOCAL_DATA_DIR';

/** Paths of one run, all in one temporary folder. */
export interface Sandbox {
  readonly home: string;
  /** The folder that VS Code opens: a copy. */
  readonly workspace: string;
  /** VS Code's user data: settings, logs, state. */
  readonly userData: string;
  /** Installed extensions: none. */
  readonly extensions: string;
  /** The local engine's data directory. */
  readonly engineData: string;
  /** Environment for VS Code: without the caller's AWS settings, and with this engine data directory. */
  readonly environment: NodeJS.ProcessEnv;
  /** Stops the engine and what it has started, and deletes everything. */
  dispose(): Promise<void>;
}

/**
 * Makes the folders of a run.
 * @param folder what to copy as the workspace.
 * @param variables further environment variables for VS Code and the extension host.
 */
export async function createSandbox(
  folder: string,
  variables: Record<string, string> = {},
): Promise<Sandbox> {
  const home = await mkdtemp(join(tmpdir(), 'sagemaker-workbench-'));
  const workspace = join(home, basename(folder));
  const userData = join(home, 'user-data');
  const extensions = join(home, 'extensions');
  const engineData = join(home, 'engine');
  await cp(folder, workspace, { recursive: true });
  for (const path of [userData, extensions]) await mkdir(path);
  const environment = { ...isolatedEnvironment(home), [dataDirVariable]: engineData, ...variables };
  let disposing: Promise<void> | undefined;
  const dispose = (): Promise<void> => (disposing ??= remove(home, engineData, environment).finally(forget));
  const forget = onInterrupt(dispose);
  return { home, workspace, userData, extensions, engineData, environment, dispose };
}

/**
 * The caller's environment without what would change the outcome: AWS, an outer VS Code, Node's test runner.
 * Names that must go are there with the value `undefined`, for those who merge this into `process.env`.
 */
function isolatedEnvironment(home: string): NodeJS.ProcessEnv {
  const foreign = /^(AWS_|SAGEMAKER_|VSCODE_|ELECTRON_|NODE_OPTIONS$|NODE_TEST_CONTEXT$|npm_)/i;
  const own = Object.entries(process.env).map(([name, value]) => [
    name,
    foreign.test(name) ? undefined : value,
  ]);
  return {
    ...(Object.fromEntries(own) as NodeJS.ProcessEnv),
    AWS_CONFIG_FILE: join(home, 'aws-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(home, 'aws-credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

async function remove(home: string, engineData: string, env: NodeJS.ProcessEnv): Promise<void> {
  try {
    await stopEngine(engineData, env);
  } finally {
    await killStrays(home);
    // Processes that are just ending may still write.
    await rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

async function stopEngine(engineData: string, env: NodeJS.ProcessEnv): Promise<void> {
  const started = existsSync(engineData) && (await readdir(engineData)).length > 0;
  if (!started) return;
  const program = join(root, 'dist', 'engine.js');
  await runProgram(process.execPath, [program, 'stop', '--data-dir', engineData], { env, timeout: 30_000 });
}
