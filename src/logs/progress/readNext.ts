import type { Connection } from '../../connection/connection.ts';
import { logKinds } from '../follow/kinds/logKinds.ts';
import { listStreams } from '../follow/listStreams.ts';
import type { LogEvent } from '../follow/logSource.ts';
import { takes } from '../follow/logPlace.ts';
import { nextListing, paceOf } from '../follow/pace.ts';
import { resourceState } from '../follow/resourceState.ts';
import type { SubjectState } from '../follow/subject.ts';
import type { TailTarget } from '../tailTarget.ts';
import type { WatchedJob } from './watchedJob.ts';

/** The last lines that are looked at: progress is told often, or not worth a row's words. */
const lines = 200;
/** More hosts are not asked for: the slowest of these stands for all. */
const mostStreams = 50;

/** What a job was asked for, where it says so, and how it stands now. */
export async function describeJob(
  connection: Connection,
  target: TailTarget,
  signal: AbortSignal,
): Promise<{ readonly hyperparameters: Readonly<Record<string, string>>; readonly state: SubjectState }> {
  const kind = logKinds[target.kind];
  const job = await kind.describe(connection, target, signal);
  const hyperparameters = 'HyperParameters' in job ? (job.HyperParameters as Record<string, string>) : {};
  return { hyperparameters, state: resourceState(kind, job) };
}

/**
 * The last lines of one of the job's streams, another one each time and first of those that are new; none while there are no
 * streams. Which there are is looked at again no more often than a tail does.
 */
export async function readNext(
  connection: Connection,
  target: TailTarget,
  job: WatchedJob,
  signal: AbortSignal,
): Promise<readonly LogEvent[]> {
  if (Date.now() >= job.listAt) await list(connection, target, job, signal);
  const [next, ...others] = job.streams;
  if (!next) return [];
  job.streams = [...others, next];
  const { GetLogEventsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
  const client = await connection.logs();
  const since = job.lastRead(next.name);
  const command = new GetLogEventsCommand({
    logGroupName: next.group,
    logStreamName: next.name,
    startFromHead: false,
    limit: lines,
    ...(since !== undefined && { startTime: since + 1 }),
  });
  const { events = [] } = await client.send(command, { abortSignal: signal });
  return events.map(({ timestamp = 0, message = '' }) => ({ stream: next.name, timestamp, message }));
}

/** Hosts come later than others and are replaced: takes in streams that are new, and leaves out those that are no more. */
async function list(
  connection: Connection,
  target: TailTarget,
  job: WatchedJob,
  signal: AbortSignal,
): Promise<void> {
  const begun = Date.now();
  const found = await streamsOf(connection, target, signal);
  const names = (streams: WatchedJob['streams']) => new Set(streams.map(({ name }) => name));
  const [known, still] = [names(job.streams), names(found)];
  const more = found.filter(({ name }) => !known.has(name));
  job.streams = [...more, ...job.streams.filter(({ name }) => still.has(name))];
  job.listAt = nextListing(paceOf(connection), { begun, now: Date.now(), count: job.streams.length });
}

async function streamsOf(
  connection: Connection,
  target: TailTarget,
  signal: AbortSignal,
): Promise<WatchedJob['streams']> {
  const [place] = logKinds[target.kind].places(target, undefined);
  if (!place) return [];
  const names = await listStreams(await connection.logs(), place, signal, { most: mostStreams });
  return names.flatMap((name) => (takes(place, name) ? [{ group: place.group, name }] : []));
}
