import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { isNamed } from '../follow/errors.ts';
import { type LogPlace, takes } from '../follow/logPlace.ts';
import { messageLines, plainLine } from '../text/sanitize.ts';

/** A stream's last lines, with the time of each. */
export interface StreamEnd {
  readonly stream: string;
  readonly lines: readonly string[];
  /** Milliseconds since the epoch, one a line. */
  readonly times: readonly number[];
}

/** A traceback is at the end; what other processes print after it is rarely more. */
const lastEvents = 3000;
/** AWS allows some ten requests a second; a cause that none of so many hosts tells, no other will. */
export const mostStreams = 64;
const atATime = 4;

/** The last lines of all streams of a place, `mostStreams` of them at most. */
export async function lastLines(
  client: CloudWatchLogsClient,
  places: readonly LogPlace[],
  signal: AbortSignal,
): Promise<{ readonly ends: readonly StreamEnd[]; readonly unread: number }> {
  const streams: { group: string; name: string }[] = [];
  for (const place of places)
    for (const name of await streamNames(client, place, signal)) streams.push({ group: place.group, name });
  const read = streams.slice(0, mostStreams);
  const ends: StreamEnd[] = [];
  for (let at = 0; at < read.length; at += atATime) {
    const some = read
      .slice(at, at + atATime)
      .map(({ group, name }) => streamEnd(client, group, name, signal));
    ends.push(...(await Promise.all(some)));
  }
  return { ends, unread: streams.length - read.length };
}

async function streamNames(
  client: CloudWatchLogsClient,
  place: LogPlace,
  signal: AbortSignal,
): Promise<string[]> {
  const { paginateDescribeLogStreams } = await import('@aws-sdk/client-cloudwatch-logs');
  const input = {
    logGroupName: place.group,
    ...(place.prefix !== '' && { logStreamNamePrefix: place.prefix }),
  };
  const names: string[] = [];
  try {
    for await (const page of paginateDescribeLogStreams({ client }, input, { abortSignal: signal }))
      names.push(...(page.logStreams ?? []).flatMap(({ logStreamName }) => logStreamName ?? []));
  } catch (error) {
    // The group comes with the first job that ever writes.
    if (!isNamed(error, 'ResourceNotFoundException')) throw error;
  }
  return names.filter((name) => takes(place, name));
}

async function streamEnd(
  client: CloudWatchLogsClient,
  logGroupName: string,
  stream: string,
  signal: AbortSignal,
): Promise<StreamEnd> {
  const { GetLogEventsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
  const pages: { timestamp: number; message: string }[][] = [];
  let count = 0;
  let nextToken: string | undefined;
  for (;;) {
    const page = await client.send(
      new GetLogEventsCommand({
        logGroupName,
        logStreamName: stream,
        startFromHead: false,
        limit: lastEvents,
        ...(nextToken !== undefined && { nextToken }),
      }),
      { abortSignal: signal },
    );
    const events = (page.events ?? []).map(({ timestamp = 0, message = '' }) => ({ timestamp, message }));
    pages.unshift(events);
    count += events.length;
    // The same token again is the beginning. Lines of a megabyte come a few a page.
    if (count >= lastEvents || page.nextBackwardToken === nextToken || pages.length > 20) break;
    nextToken = page.nextBackwardToken;
  }
  const lines: string[] = [];
  const times: number[] = [];
  for (const { timestamp, message } of pages.flat())
    for (const line of messageLines(message)) {
      lines.push(plainLine(line));
      times.push(timestamp);
    }
  return { stream, lines, times };
}
