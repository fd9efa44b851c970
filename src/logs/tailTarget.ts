import type { Connection } from '../connection/connection.ts';
import { CloudWatchSource } from './follow/cloudWatchSource.ts';
import { hour } from './follow/kinds/logKind.ts';
import { logKinds } from './follow/kinds/logKinds.ts';
import type { LogSource } from './follow/logSource.ts';
import { ResourceSubject } from './follow/resourceSubject.ts';
import type { Subject } from './follow/subject.ts';
import type { TailKind } from './follow/tailKind.ts';
import { formatDuration } from '../analysis/text/duration.ts';

/** Where a tail begins: at the first line, with the last so many of each stream, or at a time (milliseconds since the epoch). */
export type TailStart = 'start' | { readonly last: number } | { readonly time: number };

/** What can be tailed. */
export interface TailTarget {
  readonly kind: TailKind;
  readonly name: string;
  /** For kinds whose name alone does not find them: pipeline executions, apps. */
  readonly arn?: string;
  /** Only this variant of an endpoint. */
  readonly variant?: string;
  /** Only this host: `algo-2`, an instance's id. */
  readonly host?: string;
  /** Only this step of a pipeline's execution. */
  readonly step?: string;
  /** What is usual for the kind when absent: jobs from the start, endpoints the last hour. */
  readonly from?: TailStart;
}

export interface OpenOptions {
  /** Whether a live tail may be opened, which AWS bills by the minute: only where nothing is billed unless said. */
  readonly live?: () => boolean;
}

/**
 * Calls a second. AWS allows 25 of GetLogEvents for all of an account in a region, in some regions 10, and had 5 of
 * DescribeLogStreams for long: most is left to others. The engine has no limit but its processor.
 */
const rates = {
  aws: { pages: 10, streams: 3 },
  local: { pages: 250, streams: 50 },
} as const;

/** A job or endpoint with the streams that it writes. */
export function openTarget(
  connection: Connection,
  target: TailTarget,
  { live = () => !connection.billed }: OpenOptions = {},
): { subject: Subject; source: LogSource; note?: string } {
  const subject = new ResourceSubject(connection, target);
  const begin = beginning(target, Date.now());
  const source = new CloudWatchSource(connection, {
    places: (signal) => subject.places(signal),
    rates: connection.billed ? rates.aws : rates.local,
    live,
    ...(begin && { from: begin.from }),
  });
  return { subject, source, ...(begin && { note: begin.note }) };
}

/** Where to begin and how that is said; undefined for the first line. */
function beginning({ kind, from }: TailTarget, now: number) {
  if (from === 'start') return undefined;
  if (from && 'last' in from)
    return {
      from,
      note: from.last === 1 ? 'the last line, and what comes' : `the last ${from.last} lines, and what comes`,
    };
  if (from) return { from, note: `from ${new Date(from.time).toISOString().replace(/\.\d+Z$/, 'Z')} on` };
  const { history } = logKinds[kind];
  if (history === undefined) return undefined;
  const since = history === hour ? 'hour' : formatDuration(history);
  return { from: { time: now - history }, note: `the last ${since}, and what comes` };
}
