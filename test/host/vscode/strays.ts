/** Processes that a run has left behind: training jobs and model servers outlive the engine by design. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Kills the processes whose command line or environment names a folder of this run's own. Linux only: elsewhere
 * processes do not show their environment, and a run has to end its jobs itself.
 * @param folder a path that nothing else uses.
 */
export async function killStrays(folder: string): Promise<void> {
  if (!existsSync('/proc/self/environ')) return;
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 1 && pid !== process.pid);
  for (const pid of pids) if (await names(pid, folder)) kill(pid);
}

async function names(pid: number, folder: string): Promise<boolean> {
  const read = (file: string): Promise<string> => readFile(join('/proc', String(pid), file), 'utf8');
  try {
    return `${await read('cmdline')}\0${await read('environ')}`.includes(folder);
  } catch {
    // It has ended meanwhile, or is another user's.
    return false;
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
