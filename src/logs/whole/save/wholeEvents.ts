import type { Connection } from '../../../connection/connection.ts';
import { UserError } from '../../../platform/userError.ts';
import type { LogEvent } from '../../follow/logSource.ts';
import { followOptions } from '../../tail.ts';
import { openTarget, type TailTarget } from '../../tailTarget.ts';
import { readEvents } from '../spool/readEvents.ts';
import type { WholeLog } from '../wholeLog.ts';
import { eventsUntilNow } from './eventsUntilNow.ts';

/**
 * All events of a log that there are now: from the disk where it is read anyway, else from the connection.
 * @throws `SubjectGone` when there is neither a log nor what it would be of; UserError `not-found` when nothing is written yet
 */
export async function* wholeEvents(
  connection: Connection,
  target: TailTarget,
  log: WholeLog | undefined,
  signal: AbortSignal,
  trouble: (error: unknown) => void,
): AsyncGenerator<readonly LogEvent[]> {
  await log?.caughtUp;
  if (log?.following.kind === 'failed') throw log.following.error;
  const { subject, source } = openTarget(connection, { ...target, from: 'start' });
  const events = log
    ? readEvents(log.spool, signal)
    : eventsUntilNow(source, followOptions(connection, signal), trouble);
  let any = false;
  for await (const batch of events) {
    any ||= batch.length > 0;
    yield batch;
  }
  if (any) return;
  await subject.look(signal);
  throw new UserError('not-found', `${subject.title} has written nothing yet.`);
}
