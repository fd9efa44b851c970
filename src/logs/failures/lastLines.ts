import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { listStreams } from '../follow/listStreams.ts';
import { type LogPlace, takes } from '../follow/logPlace.ts';
import { type EventLine, eventLines } from './eventLines.ts';

/** A stream's last lines, with the time of each. */
export interface StreamEnd {
  readonly group: string;
  readonly stream: string;
  readonly lines: readonly string[];
  /** Milliseconds since the epoch, one a line. */
  readonly times: readonly number[];
  /** Leads to the lines before these; undefined where there are none. */
  readonly before?: string;
}

/** A traceback is at the end; what other processes print after it is rarely more: see `fartherBack.ts`. */
const lastEvents = 3000;
/** Lines of a megabyte come a few a page. */
const mostPages = 20;
/** AWS allows some ten requests a second; a cause that none of so many hosts tells, no other will. */
const mostStreams = 64;
const atATime = 4;

/**
 * Reads the last lines of all streams of a place, `mostStreams` of them at most.
 * @param read makes of a stream's end what is kept of it, before the next ones are read
 */
export async function lastLines<T>(
  client: CloudWatchLogsClient,
  places: readonly LogPlace[],
  read: (end: StreamEnd) => T,
  signal: AbortSignal,
): Promise<{ readonly found: readonly T[]; readonly unread: number }> {
  const streams: { group: string; name: string }[] = [];
  for (const place of places)
    for (const name of await listStreams(client, place, signal))
      if (takes(place, name)) streams.push({ group: place.group, name });
  const wanted = streams.slice(0, mostStreams);
  const found: T[] = [];
  for (let at = 0; at < wanted.length; at += atATime) {
    const some = wanted
      .slice(at, at + atATime)
      .map(async ({ group, name }) => read(await streamEnd(client, group, name, signal)));
    found.push(...(await Promise.all(some)));
  }
  return { found, unread: streams.length - wanted.length };
}

async function streamEnd(
  client: CloudWatchLogsClient,
  group: string,
  stream: string,
  signal: AbortSignal,
): Promise<StreamEnd> {
  const { GetLogEventsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
  const pages: EventLine[][] = [];
  let count = 0;
  let nextToken: string | undefined;
  let isBeginning = false;
  while (!isBeginning && count < lastEvents && pages.length <= mostPages) {
    const page = await client.send(
      new GetLogEventsCommand({
        logGroupName: group,
        logStreamName: stream,
        startFromHead: false,
        limit: lastEvents,
        ...(nextToken !== undefined && { nextToken }),
      }),
      { abortSignal: signal },
    );
    const { events = [] } = page;
    pages.unshift(events.flatMap(eventLines));
    count += events.length;
    // The same token again is the beginning.
    isBeginning = page.nextBackwardToken === nextToken;
    nextToken = page.nextBackwardToken;
  }
  const all = pages.flat();
  return {
    ...{ group, stream, lines: all.map(({ line }) => line), times: all.map(({ time }) => time) },
    ...(!isBeginning && nextToken !== undefined && { before: nextToken }),
  };
}
