import { type EngineRequest } from '../../../http/message.ts';
import { type JsonObject } from '../../../json.ts';
import { type JsonHandler } from '../../../protocols/awsJson.ts';
import { type FileLogStore } from '../../../store/fileLogStore.ts';
import { type StoredEvent } from '../../../store/logReader.ts';
import { invalidParameter, required } from '../names.ts';
import { Row } from './run/row.ts';
import { asText } from './functions/values.ts';

const OWN = ['@timestamp', '@ingestionTime', '@logStream', '@log', '@message', '@ptr'];
/** AWS takes so many fields out of one event. */
const MOST_FIELDS = 200;
/** What lies deeper stays together. */
const MOST_DEPTH = 50;

interface Pointer {
  readonly log: string;
  readonly group: string;
  readonly stream: string;
  readonly timestamp: number;
  readonly offset: number;
}

/** @throws AwsError `InvalidParameterException` for what no result has had as `@ptr` */
function readPointer(pointer: string, { accountId }: EngineRequest): Pointer {
  const wrong = invalidParameter('The specified logRecordPointer is invalid.');
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(pointer, 'base64url').toString('utf8'));
  } catch {
    throw wrong;
  }
  if (!Array.isArray(parts)) throw wrong;
  const [log, stream, timestamp, offset] = parts as unknown[];
  const prefix = `${accountId}:`;
  if (typeof log !== 'string' || typeof stream !== 'string' || !log.startsWith(prefix)) throw wrong;
  if (!Number.isSafeInteger(timestamp) || !Number.isSafeInteger(offset)) throw wrong;
  return {
    ...{ log, stream, group: log.slice(prefix.length) },
    ...{ timestamp: timestamp as number, offset: offset as number },
  };
}

/** The names of an object's members with dots, those of members inside it too. */
function pathsOf(value: unknown, prefix: string, found: string[], depth = 0): string[] {
  if (typeof value !== 'object' || value === null || depth > MOST_DEPTH) {
    if (found.length < MOST_FIELDS) found.push(prefix);
    return found;
  }
  for (const [name, member] of Object.entries(value)) {
    if (found.length >= MOST_FIELDS) break;
    pathsOf(member, prefix === '' ? name : `${prefix}.${name}`, found, depth + 1);
  }
  return found;
}

function discovered(message: string): string[] {
  if (!/^\s*\{/.test(message)) return [];
  try {
    return pathsOf(JSON.parse(message), '', []);
  } catch {
    return [];
  }
}

/** GetLogRecord: all fields of one event of a query's results, by its `@ptr`. */
export function getLogRecord(logs: FileLogStore): JsonHandler {
  return async (input, request) => {
    const { log, group, stream, timestamp, offset } = readPointer(
      required(input, 'logRecordPointer'),
      request,
    );
    const found = logs.stream(logs.group(request.scope.region, group), stream);
    let event: StoredEvent | undefined;
    await logs.walk([found], { timestamp, stream: found.id, offset }, 'forward', (first) => {
      if (first.timestamp === timestamp && first.offset === offset) event = first;
      return false;
    });
    if (!event) throw invalidParameter('The specified logRecordPointer is invalid.');
    const row = new Row({ ...event, log });
    const logRecord: JsonObject = {};
    for (const name of [...OWN, ...discovered(event.message)]) {
      const value = asText(row.get(name));
      if (value !== undefined) logRecord[name] = value;
    }
    return { logRecord };
  };
}
