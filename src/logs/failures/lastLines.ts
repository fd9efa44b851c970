import type { CloudWatchLogsClient, OutputLogEvent } from '@aws-sdk/client-cloudwatch-logs';
import { listStreams } from '../follow/listStreams.ts';
import { type LogPlace, takes } from '../follow/logPlace.ts';
import { cutLine } from '../text/cut.ts';
import { readableJson } from '../text/jsonLine.ts';
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
  logGroupName: string,
  stream: string,
  signal: AbortSignal,
): Promise<StreamEnd> {
  const { GetLogEventsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
  const pages: { readonly line: string; readonly time: number }[][] = [];
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
    const { events = [] } = page;
    // Only as much of a line as can be shown is kept of it: a stream's last lines may have a megabyte each.
    const linesOf = ({ timestamp = 0, message = '' }: OutputLogEvent) =>
      messageLines(message)
        .flatMap((line) => readable(plainLine(line)))
        .map((line) => ({ line: cutShort(line), time: timestamp }));
    pages.unshift(events.flatMap(linesOf));
    count += events.length;
    // The same token again is the beginning. Lines of a megabyte come a few a page.
    if (count >= lastEvents || page.nextBackwardToken === nextToken || pages.length > 20) break;
    nextToken = page.nextBackwardToken;
  }
  const all = pages.flat();
  return { stream, lines: all.map(({ line }) => line), times: all.map(({ time }) => time) };
}

/** A structured line may hold a traceback. */
function readable(line: string): readonly string[] {
  return readableJson(line)?.split('\n') ?? [line];
}

function cutShort(line: string): string {
  const { text, note } = cutLine(line);
  return text + note;
}
