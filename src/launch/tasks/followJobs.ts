import type { Connection } from '../../connection/connection.ts';
import type { LaunchParts } from '../launchParts.ts';
import type { SentLaunch } from '../page/keepLaunch.ts';
import { insteadText, watch } from '../page/sendLaunch.ts';
import { afterShortage, describeJob } from '../page/watchCapacity.ts';

/** The terminal that follows. */
export interface Follower {
  readonly signal: AbortSignal;
  /** Follows a job to its end. @returns its status; undefined when it is given up before */
  readonly ended: (jobName: string) => Promise<string | undefined>;
  readonly say: (text: string) => void;
}

/**
 * Follows a job, and those that take its place when it finds no capacity. Until that is decided the job is among
 * `parts.watched`, so that the next window goes on with it; what the person leaves running is watched on in this one.
 * @returns the exit code
 */
export async function followJobs(
  parts: LaunchParts,
  connection: Connection,
  sent: SentLaunch,
  { signal, ended, say }: Follower,
): Promise<number> {
  const { watched, ending } = parts;
  for (let current = sent; ;) {
    const { jobName, spec } = current;
    const mayFallBack = spec.fallbackInstanceTypes.length > 0;
    const superseded = mayFallBack ? await watched.begin(connection.key, jobName) : undefined;
    const status = await ended(jobName);
    const code = status === 'Completed' ? 0 : 1;
    // After connecting anew it is watched through that connection.
    if (!superseded || superseded.aborted || ending.aborted) return code;
    if (status === undefined) {
      watch(parts, connection, current);
      return code;
    }
    const next =
      code === 0
        ? undefined
        : await afterShortage(parts, connection, current, await describeJob(connection, jobName, signal));
    await watched.end(connection.key, jobName);
    if (!next) return code;
    say(insteadText(next, current));
    current = next;
  }
}
