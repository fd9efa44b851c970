import type { CloudWatchLogsClient, GetLogEventsCommandOutput } from '@aws-sdk/client-cloudwatch-logs';
import type { FoundError } from '../../analysis/failures/programError.ts';
import { mainError, readErrors } from '../../analysis/failures/readErrors.ts';
import { type EventLine, eventLines } from './eventLines.ts';
import type { StreamEnd } from './lastLines.ts';

/** What of a stream is before its last lines. */
export interface EarlierPart {
  readonly group: string;
  readonly stream: string;
  readonly before: string;
  /** The first of its last lines. */
  readonly behind: readonly EventLine[];
}

/** An error in such a part. */
export interface EarlierError {
  readonly part: EarlierPart;
  readonly error: FoundError;
  /** When it was said, milliseconds since the epoch. */
  readonly at: number;
}

/** Of all streams together: some 480,000 lines of a usual length, and seconds. A page has 10,000 lines or a megabyte at most. */
const mostPages = 48;
/** What a page is not worth reading without. */
const telltale = /Traceback \(most recent call last\)|^Fatal Python error: /m;
/** What begins at the end of a page goes on for no more lines of the next one than these. */
const overlap = 400;

/** What is before a stream's end; undefined where that is all of it. */
export function earlierPart({ group, stream, before, lines, times }: StreamEnd): EarlierPart | undefined {
  if (before === undefined) return undefined;
  const behind = lines.slice(0, overlap).map((line, index) => ({ line, time: times[index] ?? 0 }));
  return { group, stream, before, behind };
}

/**
 * Looks for an error in what is before the last lines of some streams, in all of them by turns: the last page that holds one
 * counts. Holds two pages of a stream at a time.
 * @param isIt whether an error may be the one that is looked for
 * @returns undefined where there is none as far back as it looks
 */
export async function errorFartherBack(
  client: CloudWatchLogsClient,
  parts: readonly EarlierPart[],
  isIt: (error: FoundError) => boolean,
  signal: AbortSignal,
): Promise<EarlierError | undefined> {
  let turns = parts.map((part) => ({ part, pages: pagesBefore(client, part, signal) }));
  for (let read = 0; read < mostPages && turns.length > 0;) {
    const ended = new Set<EarlierPart>();
    for (const { part, pages } of turns.slice(0, mostPages - read)) {
      const { value: lines, done } = await pages.next();
      read += 1;
      if (done === true) ended.add(part);
      const error = lines && mainError(readErrors(lines.map(({ line }) => line)));
      if (error && isIt(error)) return { part, error, at: lines[error.last]?.time ?? 0 };
    }
    turns = turns.filter(({ part }) => !ended.has(part));
  }
  return undefined;
}

/** The pages of such a part, the last one first, each with the beginning of what is behind it; empty where none tells of an error. */
async function* pagesBefore(
  client: CloudWatchLogsClient,
  { group, stream, before, behind: lines }: EarlierPart,
  signal: AbortSignal,
): AsyncGenerator<EventLine[], undefined> {
  const { GetLogEventsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
  let behind = lines;
  for (let nextToken: string | undefined = before; nextToken !== undefined;) {
    const { events = [], nextBackwardToken }: GetLogEventsCommandOutput = await client.send(
      new GetLogEventsCommand({
        logGroupName: group,
        logStreamName: stream,
        startFromHead: false,
        nextToken,
      }),
      { abortSignal: signal },
    );
    const tells = events.some(({ message = '' }) => telltale.test(message));
    yield tells ? [...events.flatMap(eventLines), ...behind] : [];
    if (events.length > 0) behind = events.slice(0, overlap).flatMap(eventLines).slice(0, overlap);
    // The same token again is the beginning.
    nextToken = nextBackwardToken === nextToken ? undefined : nextBackwardToken;
  }
  return undefined;
}
