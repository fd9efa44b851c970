import type { Connection } from '../connection/connection.ts';
import { explain } from '../platform/explain.ts';
import type { TerminalLines } from '../platform/terminalLines.ts';
import type { TerminalSize } from '../platform/terminalSize.ts';
import { follow } from './follow/follower.ts';
import type { FollowOptions } from './follow/followOptions.ts';
import type { LogSource } from './follow/logSource.ts';
import { paceOf } from './follow/pace.ts';
import { realClock } from './follow/pause.ts';
import { StreamMerger } from './follow/streamMerger.ts';
import { type Subject, SubjectGone, type SubjectState } from './follow/subject.ts';
import type { ProgressFeed } from './progress/progressWatch.ts';
import { readAlong } from './progress/readAlong.ts';
import { type OpenOptions, openTarget, type TailTarget } from './tailTarget.ts';
import { TailWriter } from './tailWriter.ts';
import type { Traceback } from './text/traceback.ts';
import type { Rates } from '../catalog/prices/cost.ts';
import { withCost } from './withCost.ts';

/** How a tail ended. */
export interface TailEnd {
  /** Undefined when the tail was given up before its subject ended. */
  readonly state: SubjectState | undefined;
  readonly traceback: Traceback | undefined;
  /** The last lines as they were written, without colours. */
  readonly lines: readonly string[];
}

export interface TailOptions {
  /** What an earlier run has read: this one goes on from there. */
  readonly reading?: TailReading;
  /** Reads along how far it is. */
  readonly progress?: ProgressFeed | undefined;
  /** Of the terminal that the text goes to. A writer that outlives this run is told by who has it. */
  readonly size?: TerminalSize;
  /** Of the same: what else is said there. */
  readonly aside?: TerminalLines;
  /** Say what it has cost in the end. */
  readonly rates?: Rates | undefined;
}

/** A log and how far it has been read, from one run of a tail to the next. */
export interface TailReading {
  readonly subject: Subject;
  readonly source: LogSource;
  readonly note?: string;
  readonly merger: StreamMerger;
}

/** Waiting mends the network and a busy service; it does not mend permissions, or a connection that was ended. */
const hopeless = new Set(['not-allowed', 'engine-stopped', 'engine-failed-to-start', 'invalid-request']);

/** A log of which nothing has been read yet. */
export function openReading(connection: Connection, target: TailTarget, options?: OpenOptions): TailReading {
  const opened = openTarget(connection, target, options);
  return { ...opened, merger: new StreamMerger(opened.source, paceOf(connection)) };
}

/** How a log is followed through a connection. */
export function followOptions(connection: Connection, signal: AbortSignal): FollowOptions {
  return {
    pace: paceOf(connection),
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
  { reading = openReading(connection, target), progress, size, aside, rates }: TailOptions = {},
): Promise<TailEnd> {
  const { subject, source, note, merger } = reading;
  const writer = typeof to === 'function' ? new TailWriter({ write: to, now: () => Date.now() }) : to;
  const unfollow = size?.follow(({ columns, rows }) => writer.view.resize(columns, rows));
  const unsay = aside?.through((line) => writer.view.say(line));
  writer.begin({
    title: subject.title,
    place: connection.label,
    saysLive: connection.billed,
    ...(note !== undefined && { note }),
  });
  try {
    const state = await followed();
    if (state) {
      const known = rates ? await withCost(state, connection, rates) : state;
      writer.end(known, target.kind === 'trainingJob' && state.status === 'Completed');
    }
    return { state, traceback: writer.traceback, lines: writer.recent };
  } finally {
    // Bars that still moved stay above what is written there next.
    if (typeof to === 'function') writer.pause();
    unfollow?.();
    unsay?.();
  }

  async function followed(): Promise<SubjectState | undefined> {
    try {
      return await follow(subject, source, progress ? readAlong(writer, progress) : writer, {
        ...followOptions(connection, signal),
        merger,
      });
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
