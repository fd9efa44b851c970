/** VS Code's own server: serves the workbench to a browser and runs the extension host. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type InstalledVsCode } from './install.ts';
import { onInterrupt } from './interrupts.ts';

/** A server that answers. */
export interface VsCodeServer {
  readonly port: number;
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** A file with what it printed. */
  readonly log: string;
  /** Settles when the server's process has ended: whether `stop` was why. */
  readonly ended: Promise<'stopped' | 'by itself'>;
  /** Ends the server and all that it started. */
  stop(): Promise<void>;
}

/** Where a server keeps its things, and how it runs. */
export interface ServerOptions {
  /** A folder that only this run uses. */
  readonly home: string;
  readonly userData: string;
  readonly extensions: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Lets the page name an extension under development; recent builds then draw no notification toasts. */
  readonly driver: boolean;
}

const startLimit = 60_000;

/**
 * Starts VS Code's server on a free port of 127.0.0.1.
 * @throws Error with what it printed when it ends early or takes longer than a minute.
 */
export async function startServer(vscode: InstalledVsCode, options: ServerOptions): Promise<VsCodeServer> {
  const log = join(options.home, 'server.log');
  const child = spawn(vscode.node, serverArguments(vscode, options), {
    cwd: options.home,
    env: options.environment,
    // A group of its own, so that its extension hosts and terminals end with it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stopping = false;
  const ended = new Promise<'stopped' | 'by itself'>((resolve) => {
    child.once('exit', () => resolve(stopping ? 'stopped' : 'by itself'));
  });
  const file = createWriteStream(log);
  child.stdout.pipe(file, { end: false });
  child.stderr.pipe(file, { end: false });
  const killNow = (): void => killGroup(child, 'SIGKILL');
  process.once('exit', killNow);
  const stop = async (): Promise<void> => {
    forget();
    stopping = true;
    await endGroup(child);
    process.removeListener('exit', killNow);
    file.end();
  };
  const forget = onInterrupt(stop);
  try {
    const port = await listening(child);
    return { port, origin: `http://127.0.0.1:${port}`, log, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function serverArguments(vscode: InstalledVsCode, options: ServerOptions): string[] {
  return [
    join(vscode.folder, 'out', 'server-main.js'),
    ...['--host', '127.0.0.1', '--port', '0'],
    ...['--without-connection-token', '--accept-server-license-terms', '--telemetry-level', 'off'],
    ...(options.driver ? ['--enable-smoke-test-driver'] : []),
    ...['--disable-workspace-trust', '--disable-getting-started-override', '--disable-update-check'],
    ...['--server-data-dir', join(options.home, 'server-data')],
    ...['--user-data-dir', options.userData],
    ...['--extensions-dir', options.extensions],
  ];
}

/** The port, once the server says that it listens. */
function listening(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (why: string): void => reject(new Error(`VS Code's server ${why}:\n${output}`));
    const timer = setTimeout(() => fail('did not listen within a minute'), startLimit);
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const port = /Extension host agent listening on (\d+)/.exec(output)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', (error) => fail(`did not start (${error.message})`));
    child.once('exit', (code) => fail(`ended with ${code ?? 'a signal'}`));
  });
}

async function endGroup(child: ChildProcess): Promise<void> {
  killGroup(child, 'SIGTERM');
  for (let waited = 0; waited < 5_000 && groupIsAlive(child); waited += 100) await delay(100);
  killGroup(child, 'SIGKILL');
}

function groupIsAlive(child: ChildProcess): boolean {
  return signalGroup(child, 0);
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  signalGroup(child, signal);
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  if (child.pid === undefined) return false;
  try {
    return process.kill(-child.pid, signal);
  } catch {
    // No such group any more: there is nothing left to end.
    return false;
  }
}
