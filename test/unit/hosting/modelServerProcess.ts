import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const SERVE = resolve('media/python/serve.py');

/** `serve.py` as the engine starts it, on a model folder of its own. */
export class ModelServerProcess {
  readonly base: string;
  readonly #child: ChildProcess;
  output = '';
  port = 0;

  private constructor(base: string, child: ChildProcess) {
    this.base = base;
    this.#child = child;
    for (const pipe of [child.stdout, child.stderr]) {
      pipe?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    }
  }

  /** @param files by name below the model folder; @returns when it listens or has ended: `port` is 0 then */
  static async start(
    files: Record<string, string>,
    environment: Record<string, string> = {},
  ): Promise<ModelServerProcess> {
    const base = await mkdtemp(join(tmpdir(), 'sagemaker-serve-'));
    await mkdir(join(base, 'model'));
    for (const [name, content] of Object.entries(files)) {
      const path = join(base, 'model', name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
    }
    const announced = join(base, 'server.json');
    const child = spawn('python3', ['-u', SERVE, '--announce', announced, '--end-with-parent'], {
      env: { ...process.env, SAGEMAKER_BASE_DIR: base, SAGEMAKER_BIND_TO_PORT: '0', ...environment },
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    });
    const server = new ModelServerProcess(base, child);
    while (child.exitCode === null) {
      const text = await readFile(announced, 'utf8').catch(() => undefined);
      if (text !== undefined) {
        server.port = (JSON.parse(text) as { port: number }).port;
        break;
      }
      await sleep(20);
    }
    return server;
  }

  get exitCode(): number | null {
    return this.#child.exitCode;
  }

  async invoke(
    body: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; text: string; headers: Headers }> {
    const answer = await fetch(`http://127.0.0.1:${this.port}/invocations`, {
      method: 'POST',
      headers,
      body,
    });
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  }

  /** Closes the pipe that the engine holds. @returns the exit code */
  async loseParent(): Promise<number | null> {
    this.#child.stdin?.end();
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'exit');
    return this.#child.exitCode;
  }

  async stop(): Promise<number | null> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const exit = once(this.#child, 'exit');
      this.#child.kill('SIGTERM');
      await exit;
    }
    await rm(this.base, { recursive: true, force: true });
    return this.#child.exitCode;
  }
}
