import { type JsonObject, number, text } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { type FileLogStore } from '../../store/fileLogStore.ts';
import { type LogStream } from '../../store/logCatalog.ts';
import { type Direction } from '../../store/logCursor.ts';
import { atTime, comparePositions, type LogPosition } from '../../store/logPosition.ts';
import { positionAfter, positionOf, type StoredEvent } from '../../store/logReader.ts';
import { requestedGroup, required } from './names.ts';
import { PageBudget } from './pageBudget.ts';
import { eventToken, readEventToken } from './paging.ts';
import { retainedFrom } from './retention.ts';

interface Window {
  /** The first time shown. */
  readonly from: number;
  /** The first time no longer shown. */
  readonly until: number;
}

/** Where a request begins to read, and which way. */
function beginning(
  input: JsonObject,
  stream: LogStream,
  window: Window,
): { direction: Direction; position: LogPosition } {
  const token = text(input, 'nextToken');
  const isForward = input['startFromHead'] === true;
  const { direction, position } =
    token === undefined
      ? {
          direction: isForward ? ('forward' as const) : ('backward' as const),
          position: atTime(isForward ? window.from : window.until),
        }
      : readEventToken(token, stream.id);
  // A token taken up with another window, or after the retention has moved on, must not lead out of it.
  const bound = atTime(direction === 'forward' ? window.from : window.until);
  const isOutside = comparePositions(position, bound) * (direction === 'forward' ? 1 : -1) < 0;
  return { direction, position: isOutside ? bound : position };
}

async function readPage(
  logs: FileLogStore,
  stream: LogStream,
  window: Window,
  start: { direction: Direction; position: LogPosition },
  budget: PageBudget,
): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  await logs.walk([stream], start.position, start.direction, (event) => {
    if (event.timestamp < window.from || event.timestamp >= window.until) return false;
    if (!budget.take(event.message)) return false;
    events.push(event);
    return true;
  });
  return start.direction === 'forward' ? events : events.reverse();
}

export function getLogEvents(logs: FileLogStore): JsonHandler {
  return async (input, request) => {
    const group = requestedGroup(logs, input, request);
    const stream = logs.stream(group, required(input, 'logStreamName'));
    const window: Window = {
      from: Math.max(number(input, 'startTime') ?? 0, retainedFrom(group)),
      until: number(input, 'endTime') ?? Number.MAX_SAFE_INTEGER,
    };
    const start = beginning(input, stream, window);
    const events = await readPage(logs, stream, window, start, new PageBudget(number(input, 'limit')));
    const first = events[0];
    const last = events.at(-1);
    // Nothing found: both tokens stay where they are, so that the one that was sent comes back. Without a token the
    // forward one begins with the window, or it would pass by what is written later.
    const stay = text(input, 'nextToken') === undefined ? atTime(window.from) : start.position;
    return {
      events: events.map(({ timestamp, message, ingestionTime }) => ({ timestamp, message, ingestionTime })),
      nextForwardToken: eventToken('f', last ? positionAfter(last) : stay),
      nextBackwardToken: eventToken('b', first ? positionOf(first) : stay),
    };
  };
}
