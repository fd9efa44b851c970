import type { Connection } from '../connection/connection.ts';
import { explain } from '../platform/explain.ts';
import { follow, type FollowOptions } from './follow/follower.ts';
import { realClock } from './follow/pause.ts';
import { SubjectGone, type SubjectState } from './follow/subject.ts';
import type { ProgressFeed } from './progress/progressWatch.ts';
import { readAlong } from './progress/readAlong.ts';
import { openTarget, type TailTarget } from './tailTarget.ts';
import { TailWriter } from './tailWriter.ts';
import type { Traceback } from './text/traceback.ts';
import { type Rates, withCost } from './withCost.ts';

/** How a tail ended. */
export interface TailEnd {
  /** Undefined when the tail was given up before its subject ended. */
  readonly state: SubjectState | undefined;
  readonly traceback: Traceback | undefined;
  /** The last lines as they were written, without colours. */
  readonly lines: readonly string[];
}

export interface TailOptions {
  /** Whether a live tail may be opened, which AWS bills by the minute: only where nothing is billed unless said. */
  readonly live?: boolean;
  /** Reads along how far it is. */
  readonly progress?: ProgressFeed | undefined;
  /** Say what it has cost in the end. */
  readonly rates?: Rates | undefined;
}

/** Milliseconds. AWS delivers lines seconds after they were written and limits how often one asks. */
const pace = {
  local: { shortest: 80, longest: 1_500, watched: 5_000, status: 400, streams: 2_000, settle: 400 },
  aws: { shortest: 1_000, longest: 10_000, watched: 30_000, status: 3_000, streams: 10_000, settle: 15_000 },
} as const;

/** Waiting mends the network and a busy service; it does not mend permissions, or a connection that was ended. */
const hopeless = new Set(['not-allowed', 'engine-stopped', 'engine-failed-to-start', 'invalid-request']);

/** How a log is followed through a connection. */
export function followOptions(connection: Connection, signal: AbortSignal): FollowOptions {
  return {
    pace: connection.billed ? pace.aws : pace.local,
    clock: realClock,
    signal,
    isHopeless: (error) => hopeless.has(explain(error).reason),
  };
}

/**
 * Follows one job or endpoint until it ends, or until the signal aborts, and writes all of it as terminal text.
 * @param to a writer that outlives this run, as one that can be resumed; or where the text goes
 */
export async function runTail(
  connection: Connection,
  target: TailTarget,
  to: TailWriter | ((text: string) => void),
  signal: AbortSignal,
  { live = !connection.billed, progress, rates }: TailOptions = {},
): Promise<TailEnd> {
  const { subject, source, note } = openTarget(connection, target, { live });
  const writer = typeof to === 'function' ? new TailWriter({ write: to, now: () => Date.now() }) : to;
  writer.begin({
    title: subject.title,
    place: connection.label,
    saysLive: connection.billed,
    ...(note !== undefined && { note }),
  });
  const state = await followed();
  if (state) {
    const known = rates ? await withCost(state, connection, rates) : state;
    writer.end(known, target.kind === 'trainingJob' && state.status === 'Completed');
  }
  return { state, traceback: writer.traceback, lines: writer.recent };

  async function followed(): Promise<SubjectState | undefined> {
    try {
      return await follow(
        subject,
        source,
        progress ? readAlong(writer, progress) : writer,
        followOptions(connection, signal),
      );
    } catch (error) {
      if (signal.aborted) writer.note('No longer followed. What is followed goes on.');
      else if (error instanceof SubjectGone) writer.note(error.message);
      else writer.note(`Cannot be followed: ${explain(error).message}`);
      return undefined;
    } finally {
      progress?.end();
    }
  }
}
