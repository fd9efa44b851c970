import { readFile } from 'node:fs/promises';
import { hostFolder } from './folders.ts';
import { exitCodeOf, failureReason } from './failureReason.ts';
import { hostFiles, type HostEnded, type HostSpec } from './hostSpec.ts';
import { JobFailure } from './jobFailure.ts';
import { type Outcome } from './jobStatus.ts';
import { type LaunchedHost } from './launch.ts';
import { readStateFile } from './stateFile.ts';
import { stopHost, superviseHost } from './superviseHost.ts';

interface HostResult {
  readonly host: LaunchedHost;
  readonly ended?: HostEnded;
  readonly lost?: JobFailure;
}

function failed({ ended, lost }: HostResult): boolean {
  return lost !== undefined || (ended?.reason === 'exited' && exitCodeOf(ended) !== 0);
}

async function reasonOf(root: string, { host, ended, lost }: HostResult): Promise<string> {
  if (lost) return lost.message;
  const folder = hostFolder(root, host.name);
  const spec = readStateFile<HostSpec>(hostFiles(folder.root).spec);
  const step = ended && spec?.steps[ended.step];
  if (!ended || !step) return `InternalServerError: The folder of the host ${host.name} is gone.`;
  // The toolkit's contract: the script's own words on why, if it left any.
  const own = await readFile(folder.failure, 'utf8').catch(() => undefined);
  return failureReason(ended, step, own, folder.base);
}

/**
 * Runs a job's hosts to their ends and says how the job ended. A host that fails ends the others.
 * @param signal ends the waiting, not the hosts; the promise then rejects with its reason.
 */
export async function trainHosts(
  root: string,
  hosts: readonly LaunchedHost[],
  runner: string,
  signal: AbortSignal,
): Promise<Outcome> {
  const results: HostResult[] = [];
  const one = async (host: LaunchedHost): Promise<void> => {
    let result: HostResult;
    try {
      result = { host, ended: await superviseHost(hostFolder(root, host.name).root, runner, signal) };
    } catch (error) {
      if (!(error instanceof JobFailure)) throw error;
      result = { host, lost: error };
    }
    // In the order of their ends: the first failure is the cause of what follows.
    results.push(result);
    if (failed(result))
      for (const other of hosts) if (other !== host) stopHost(hostFolder(root, other.name).root);
  };
  await Promise.all(hosts.map(one));
  // A restarted engine may find several ended already.
  results.sort((a, b) => (a.ended?.endedAt ?? Infinity) - (b.ended?.endedAt ?? Infinity));
  const failure = results.find(failed);
  if (failure) return { status: 'Failed', failureReason: await reasonOf(root, failure) };
  const reasons = results.map((result) => result.ended?.reason);
  if (reasons.includes('timeLimit')) return { status: 'Stopped', secondary: 'MaxRuntimeExceeded' };
  return { status: reasons.includes('stopped') ? 'Stopped' : 'Completed' };
}
