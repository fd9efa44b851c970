import { type JsonObject, number, objects, text } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { type FileLogStore } from '../../store/fileLogStore.ts';
import { type LogGroup } from '../../store/logCatalog.ts';
import { invalidParameter, required } from './names.ts';
import { DAY, retainedFrom } from './retention.ts';

const HOUR = DAY / 24;
const BATCH_BYTES = 1024 * 1024;
/** What AWS counts for each event beside its message. */
export const EVENT_OVERHEAD = 26;

interface InputEvent {
  readonly timestamp: number;
  readonly message: string;
}

/** What PutLogEvents still answers and no longer asks for. */
export function sequenceToken(bytes: number): string {
  return String(bytes).padStart(56, '0');
}

function checkBatch(events: readonly InputEvent[]): void {
  let bytes = 0;
  let last = 0;
  for (const { timestamp, message } of events) {
    if (timestamp < last) {
      throw invalidParameter('Log events in a single PutLogEvents request must be in chronological order.');
    }
    last = timestamp;
    const size = Buffer.byteLength(message);
    if (size > BATCH_BYTES) {
      throw invalidParameter(`Log event too large: ${size} bytes exceeds limit of ${BATCH_BYTES}`);
    }
    bytes += size + EVENT_OVERHEAD;
  }
  if (bytes > BATCH_BYTES) {
    throw invalidParameter(`Upload too large: ${bytes} bytes exceeds limit of ${BATCH_BYTES}`);
  }
}

/** Which of a batch in order are taken: AWS stores the valid ones and reports the rest by index. */
function sortOut(events: readonly InputEvent[], group: LogGroup, now: number) {
  const firstAt = (time: number): number => {
    const found = events.findIndex((event) => event.timestamp >= time);
    return found < 0 ? events.length : found;
  };
  const tooOld = firstAt(now - 14 * DAY);
  const expired = firstAt(retainedFrom(group, now));
  const tooNew = firstAt(now + 2 * HOUR + 1);
  const rejected: JsonObject = {
    ...(tooNew < events.length && { tooNewLogEventStartIndex: tooNew }),
    ...(tooOld > 0 && { tooOldLogEventEndIndex: tooOld }),
    ...(expired > 0 && { expiredLogEventEndIndex: expired }),
  };
  const accepted = events.slice(Math.max(tooOld, expired), tooNew);
  return { accepted, rejected };
}

export function putLogEvents(logs: FileLogStore): JsonHandler {
  return async (input, request) => {
    const group = logs.group(request.scope.region, required(input, 'logGroupName'));
    const stream = logs.stream(group, required(input, 'logStreamName'));
    const events = objects(input, 'logEvents').map((event) => ({
      timestamp: number(event, 'timestamp') ?? 0,
      message: text(event, 'message') ?? '',
    }));
    checkBatch(events);
    const now = Date.now();
    const { accepted, rejected } = sortOut(events, group, now);
    const first = accepted[0];
    const last = accepted.at(-1);
    if (first && last && last.timestamp - first.timestamp > DAY) {
      throw invalidParameter(
        'The batch of log events in a single PutLogEvents request cannot span more than 24 hours.',
      );
    }
    if (first) {
      logs.append(
        stream,
        accepted.map((event) => ({ ...event, ingestionTime: now })),
      );
    }
    const { scanned } = await logs.indexOf(stream);
    return {
      nextSequenceToken: sequenceToken(scanned),
      rejectedLogEventsInfo: Object.keys(rejected).length > 0 ? rejected : undefined,
    };
  };
}
