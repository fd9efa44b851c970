/** An independent emulator, moto's server, as a witness. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { until } from './support.ts';

const execute = promisify(execFile);

/** Whether a program can be run here. */
export function runs(program: string, ...args: string[]): Promise<boolean> {
  return execute(program, args).then(
    () => true,
    () => false,
  );
}

/** Says loudly that a test has no witness on this machine. */
export function sayNoWitness(missing: string): void {
  console.warn(`*** NO WITNESS: ${missing} is not on this machine; these tests are SKIPPED. ***`);
}

/** Starts moto's server on a free port. @returns undefined where it is not installed */
export async function startMoto(
  variables: Readonly<Record<string, string>> = {},
): Promise<{ readonly url: string; readonly process: ChildProcess } | undefined> {
  if (!(await runs('moto_server', '--help'))) return undefined;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const process = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], {
    stdio: 'ignore',
    env: { ...globalThis.process.env, ...variables },
  });
  const answers = (): Promise<boolean> =>
    fetch(url).then(
      () => true,
      () => false,
    );
  await until('moto_server answers', answers);
  return { url, process };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
