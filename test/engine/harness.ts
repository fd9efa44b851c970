import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { STSClient } from '@aws-sdk/client-sts';
import { type EngineState } from '../../src/engine/cli/state.ts';

const PROGRAM = resolve('dist/engine.js');

/** The engine as users run it: a process of its own, on a data directory of its own, spoken to by the SDK's clients. */
export class TestEngine {
  readonly dataDir: string;
  readonly #args: readonly string[];
  #child: ChildProcess | undefined;
  #state: EngineState | undefined;
  #clients: { destroy(): void }[] = [];
  sagemaker!: SageMakerClient;
  runtime!: SageMakerRuntimeClient;
  logs!: CloudWatchLogsClient;
  s3!: S3Client;
  sts!: STSClient;

  constructor(dataDir: string, args: readonly string[]) {
    this.dataDir = dataDir;
    this.#args = args;
  }

  get state(): EngineState {
    if (!this.#state) throw new Error('The engine does not run.');
    return this.#state;
  }

  /** What the SDK's clients take to reach this engine. */
  get clientConfig() {
    const { endpoint, region, accessKeyId, secretAccessKey } = this.state;
    return { endpoint, region, credentials: { accessKeyId, secretAccessKey }, disableHostPrefix: true };
  }

  /** The environment of boto3 and the AWS CLI, without anything of the caller's own account. */
  get clientEnvironment(): NodeJS.ProcessEnv {
    const { endpoint, region, accessKeyId, secretAccessKey } = this.state;
    return {
      ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'))),
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_DISABLE_HOST_PREFIX_INJECTION: 'true',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_PAGER: '',
    };
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [PROGRAM, 'serve', '--data-dir', this.dataDir, ...this.#args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#child = child;
    const lines = createInterface({ input: child.stdout });
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`The engine ended with ${String(code)} before it listened.`);
    });
    const [line] = (await Promise.race([once(lines, 'line'), ended])) as [string];
    ended.catch(() => undefined);
    this.#state = JSON.parse(line) as EngineState;
    const config = this.clientConfig;
    this.sagemaker = new SageMakerClient(config);
    this.runtime = new SageMakerRuntimeClient(config);
    this.logs = new CloudWatchLogsClient(config);
    this.s3 = new S3Client({ ...config, forcePathStyle: true });
    this.sts = new STSClient(config);
    this.#clients = [this.sagemaker, this.runtime, this.logs, this.s3, this.sts];
  }

  /** Ends the process without a chance to tidy up. */
  async kill9(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Kills the engine and starts it anew on the same data directory. */
  async restart(): Promise<void> {
    await this.kill9();
    await this.start();
  }

  /** Stops the engine orderly and removes its data directory. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
    await rm(this.dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    for (const client of this.#clients) client.destroy();
    const child = this.#child;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  }
}

/** Starts `dist/engine.js` on a fresh directory; stop it in `afterAll`. */
export async function startEngine(...args: string[]): Promise<TestEngine> {
  const engine = new TestEngine(await mkdtemp(join(tmpdir(), 'sagemaker-engine-')), args);
  await engine.start();
  return engine;
}

/** Asks again and again until the answer is there. @throws Error after `seconds`, with the last answer. */
export async function until<T>(ask: () => Promise<T>, is: (answer: T) => boolean, seconds = 30): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (is(answer)) return answer;
    if (Date.now() > end)
      throw new Error(`Not within ${seconds} s; the last answer: ${JSON.stringify(answer)}`);
    await new Promise((wake) => setTimeout(wake, 50));
  }
}
