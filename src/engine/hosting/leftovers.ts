import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identify, isAlive } from '../jobs/processIdentity.ts';
import { isJsonObject, number, text, type Json } from '../json.ts';

const FILE = 'process.json';

/** Signals a model server and the processes that it started; those that are gone already are no matter. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Notes which process serves a variant, for the engine that comes after a crash of this one. */
export async function noteProcess(variantDir: string, pid: number): Promise<void> {
  await writeFile(join(variantDir, FILE), JSON.stringify(identify(pid)));
}

async function endLeftover(file: string): Promise<void> {
  const noted = JSON.parse(await readFile(file, 'utf8')) as Json;
  if (!isJsonObject(noted)) return;
  const identity = { pid: number(noted, 'pid') ?? 0, start: text(noted, 'start') ?? '' };
  // Without a start it may be anybody's process by now; a server that lost its engine ends by itself anyhow.
  if (identity.pid === 0 || identity.start === '' || !isAlive(identity)) return;
  signalGroup(identity.pid, 'SIGKILL');
  while (isAlive(identity)) await sleep(20);
}

/** Ends model servers that an engine left behind when it was killed. @param endpointDir `<deployment>/<variant>/` below it */
export async function endLeftovers(endpointDir: string): Promise<void> {
  for (const deployment of await readdir(endpointDir).catch(() => [])) {
    for (const variant of await readdir(join(endpointDir, deployment)).catch(() => [])) {
      // A file that is not there or was torn by a crash names no process.
      await endLeftover(join(endpointDir, deployment, variant, FILE)).catch(() => undefined);
    }
  }
}
