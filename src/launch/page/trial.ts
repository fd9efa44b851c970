import { setTimeout as delay } from 'node:timers/promises';
import type { Connection } from '../../connection/connection.ts';
import type { TrialView } from '../../messages/launch.ts';
import type { LogEnd } from '../launchParts.ts';
import { describeJob } from './watchCapacity.ts';
import { sayInformation } from '../../platform/say.ts';

/** Milliseconds between two looks at a job whose log nobody follows. */
const pace = 1000;

const states: Readonly<Record<string, TrialView['state']>> = {
  Completed: 'completed',
  Stopped: 'stopped',
  Failed: 'failed',
};

/** How a trial ended, also when its log was closed before. @throws what SageMaker on this machine answers */
export async function trialEnd(
  connection: Connection,
  jobName: string,
  ended: Promise<LogEnd>,
  signal: AbortSignal,
): Promise<TrialView['state']> {
  for (let status = (await ended).state?.status; ;) {
    const state = states[status ?? ''];
    if (state) return state;
    await delay(pace, undefined, { signal });
    status = (await describeJob(connection, jobName, signal)).TrainingJobStatus;
  }
}

/** Where a launch goes from here after a trial: the connection's label; undefined on this machine. */
export function sendsTo({ place }: Pick<Connection, 'place'>): string | undefined {
  return place.kind === 'this-machine' ? undefined : place.label;
}

/**
 * Says how the trial went, and offers to go on; a failure has its own message, with its traceback.
 * @param to the label of the AWS connection; undefined when one has to be chosen
 * @returns whether to go on
 */
export async function offerToSend(
  { jobName, state }: Pick<TrialView, 'jobName' | 'state'>,
  to: string | undefined,
): Promise<boolean> {
  if (state !== 'completed' && state !== 'stopped') return false;
  const send = 'Send to AWS';
  const how = state === 'completed' ? 'ran to its end' : 'ran until its time was over';
  const message = `${jobName} ${how} on this machine. Train it on ${to ?? 'AWS'}?`;
  return (await sayInformation(message, send)) === send;
}
