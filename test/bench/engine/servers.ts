import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { type Signer } from '../../engine/raw/signing.ts';
import { root } from '../../host/vscode/versions.ts';

/** A server of SageMaker's control plane that runs for a benchmark. */
export interface Server extends Signer {
  stop(): Promise<void>;
}

async function end(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}

/** Starts the engine of dist/ on a data directory and waits for its line. */
export async function startEngine(dataDir: string): Promise<Server> {
  const args = [join(root, 'dist', 'engine.js'), 'serve', '--data-dir', dataDir];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { ...(JSON.parse(line) as Signer), stop: () => end(child) };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** Starts `moto_server`, an independent emulator, where it is installed; `undefined` where it is not. */
export async function startMoto(): Promise<Server | undefined> {
  const port = await freePort();
  const child = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const failed = once(child, 'error').then(() => true);
  for (let tries = 0; tries < 300; tries++) {
    if (await Promise.race([failed, delay(100).then(() => false)])) return undefined;
    if (child.exitCode !== null) return undefined;
    if (await listens(port)) {
      const keys = { region: 'us-east-1', accessKeyId: 'bench', secretAccessKey: 'bench' };
      return { endpoint: `http://127.0.0.1:${port}`, ...keys, stop: () => end(child) };
    }
  }
  await end(child);
  return undefined;
}
