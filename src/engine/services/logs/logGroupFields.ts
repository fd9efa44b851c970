import { isJsonObject, type Json, number, type JsonObject } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { type FileLogStore } from '../../store/fileLogStore.ts';
import { atTime } from '../../store/logPosition.ts';
import { jsonOf } from './filterPattern/jsonPattern.ts';
import { requestedGroup } from './names.ts';
import { retainedFrom } from './retention.ts';

const MINUTE = 60_000;
/** What every event has. */
const GENERATED = ['@message', '@timestamp', '@ingestionTime', '@logStream', '@log'] as const;
/** AWS looks no further into an event of JSON. */
const MOST_FIELDS = 200;
/** More events than these are not looked at: they are about a second's work. */
const MOST_LOOKED_AT = 100_000;
/** Names that differ in each event would fill the memory. */
const MOST_NAMES = 10_000;

/** The fields of a message that is a JSON object, as Logs Insights names them: `a.b`, `a.0`. */
function* fieldsIn(value: Json, name = ''): Generator<string> {
  if (!Array.isArray(value) && !isJsonObject(value)) {
    if (value !== null) yield name;
    return;
  }
  for (const [key, member] of Object.entries(value))
    if (member !== undefined) yield* fieldsIn(member, name === '' ? key : `${name}.${key}`);
}

function namesOf(message: string): Set<string> {
  const root = jsonOf(message);
  const names = new Set<string>();
  if (root === undefined || !isJsonObject(root)) return names;
  for (const name of fieldsIn(root)) {
    if (names.size >= MOST_FIELDS) break;
    names.add(name);
  }
  return names;
}

/** The 8 minutes before and after a time, else the last 15 minutes: milliseconds, both ends inside. */
function windowOf(input: JsonObject): readonly [from: number, to: number] {
  const center = number(input, 'time');
  if (center === undefined) return [Date.now() - 15 * MINUTE, Date.now()];
  return [center * 1000 - 8 * MINUTE, center * 1000 + 8 * MINUTE];
}

/** GetLogGroupFields: which fields the events of a while have, and how many of a hundred have each, the most frequent first. */
export function getLogGroupFields(logs: FileLogStore): JsonHandler {
  return async (input, request) => {
    const group = requestedGroup(logs, input, request);
    const [from, to] = windowOf(input);
    const counts = new Map<string, number>();
    let events = 0;
    const start = atTime(Math.max(0, from, retainedFrom(group)));
    await logs.walk(logs.streams(group), start, 'forward', ({ timestamp, message }) => {
      if (timestamp > to || events >= MOST_LOOKED_AT) return false;
      events += 1;
      for (const name of [...GENERATED, ...namesOf(message)])
        if (counts.has(name) || counts.size < MOST_NAMES) counts.set(name, (counts.get(name) ?? 0) + 1);
      return true;
    });
    const found = [...counts].toSorted(([, a], [, b]) => b - a);
    return {
      logGroupFields: found.map(([name, count]) => ({ name, percent: Math.floor((100 * count) / events) })),
    };
  };
}
