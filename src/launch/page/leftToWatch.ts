import type { Connection } from '../../connection/connection.ts';
import { fallbackAfter } from '../createJob.ts';
import { isCapacityError } from '../facts/capacity.ts';
import type { LaunchParts } from '../launchParts.ts';
import type { LaunchRecord } from '../spec/launchHistory.ts';
import type { SentLaunch } from './keepLaunch.ts';
import { sentBefore } from './sentBefore.ts';
import { describeJob, isInterrupted, type WatchParts } from './watchCapacity.ts';
import { sayInformation } from '../../platform/say.ts';

/**
 * A job that was left watched, to be watched on. When it has found no capacity meanwhile, the person is asked: who allowed
 * another type may not want it any more, hours later. Never rejects.
 * @returns undefined when there is nothing to watch now
 */
export async function leftToWatch(
  parts: WatchParts & Pick<LaunchParts, 'shapes'>,
  connection: Connection,
  jobName: string,
): Promise<SentLaunch | undefined> {
  const { watched, history, log } = parts;
  try {
    const superseded = await watched.begin(connection.key, jobName);
    const record = history.ofJob(connection.key, jobName);
    const sent = record && (await stillWanted(parts, connection, record));
    // Another connection has asked the same meanwhile.
    if (superseded.aborted) return undefined;
    if (!sent) await watched.end(connection.key, jobName);
    return sent;
  } catch (error) {
    if (isInterrupted(parts, error)) return undefined;
    log.error(`Watch ${jobName} again`, error);
    await watched.end(connection.key, jobName);
    return undefined;
  }
}

async function stillWanted(
  { shapes, ending }: Pick<LaunchParts, 'shapes' | 'ending'>,
  connection: Connection,
  record: LaunchRecord,
): Promise<SentLaunch | undefined> {
  const { jobName } = record;
  const job = await describeJob(connection, jobName, ending);
  const sent = sentBefore(record, job, { shapes: await shapes(), region: connection.region });
  const type = job.ResourceConfig?.InstanceType;
  const next = fallbackAfter(sent.spec, type)?.request.ResourceConfig?.InstanceType;
  if (!isCapacityError(job) || next === undefined) return sent;
  const yes = `Train on ${next}`;
  const message = `There was no capacity for training job ${jobName} (${type ?? ''}) at ${connection.label} while nobody watched it.`;
  return (await sayInformation(message, yes)) === yes ? sent : undefined;
}
