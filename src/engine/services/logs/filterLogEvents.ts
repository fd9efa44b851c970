import { type JsonObject, number, text } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { type FileLogStore } from '../../store/fileLogStore.ts';
import { type LogGroup, type LogStream } from '../../store/logCatalog.ts';
import { atTime, comparePositions, type LogPosition } from '../../store/logPosition.ts';
import { positionOf, type StoredEvent } from '../../store/logReader.ts';
import { compileFilterPattern } from './filterPattern/filterPattern.ts';
import { invalidParameter, requestedGroup } from './names.ts';
import { PageBudget } from './pageBudget.ts';
import { positionToken, readPositionToken } from './paging.ts';
import { retainedFrom } from './retention.ts';
import { stringsOf } from './tags.ts';

/** A request looks at no more events than these, about a second's work; a page may be empty and still lead on. */
const MOST_LOOKED_AT = 250_000;

/** 56 digits like AWS's, in order of time; the same event has the same id in every answer. */
function eventId(event: StoredEvent): string {
  const part = (value: number, width: number): string => String(value).padStart(width, '0');
  return part(event.timestamp, 16) + part(event.streamId, 20) + part(event.offset, 20);
}

function requestedStreams(logs: FileLogStore, group: LogGroup, input: JsonObject): LogStream[] {
  const names = stringsOf(input, 'logStreamNames');
  const prefix = text(input, 'logStreamNamePrefix');
  if (names !== undefined && prefix !== undefined) {
    throw invalidParameter('logStreamNames and logStreamNamePrefix are mutually exclusive parameters.');
  }
  return names ? [...new Set(names)].map((name) => logs.stream(group, name)) : logs.streams(group, prefix);
}

export function filterLogEvents(logs: FileLogStore): JsonHandler {
  return async (input, request) => {
    const group = requestedGroup(logs, input, request);
    const streams = requestedStreams(logs, group, input);
    const matches = compileFilterPattern(text(input, 'filterPattern') ?? '');
    const from = atTime(Math.max(number(input, 'startTime') ?? 0, retainedFrom(group)));
    // Unlike GetLogEvents' end, this one is shown still.
    const last = number(input, 'endTime') ?? Number.MAX_SAFE_INTEGER;
    const token = text(input, 'nextToken');
    const taken = token === undefined ? from : readPositionToken(token);
    const start = comparePositions(taken, from) < 0 ? from : taken;

    const budget = new PageBudget(number(input, 'limit'));
    const events: JsonObject[] = [];
    let looked = 0;
    let next: LogPosition | undefined;
    await logs.walk(streams, start, 'forward', (event) => {
      if (event.timestamp > last) return false;
      const isMatch = matches(event.message);
      if (looked >= MOST_LOOKED_AT || (isMatch && !budget.take(event.message))) {
        next = positionOf(event);
        return false;
      }
      looked += 1;
      if (isMatch) {
        const { streamName: logStreamName, timestamp, message, ingestionTime } = event;
        events.push({ logStreamName, timestamp, message, ingestionTime, eventId: eventId(event) });
      }
      return true;
    });
    return { events, searchedLogStreams: [], nextToken: next && positionToken(next) };
  };
}
