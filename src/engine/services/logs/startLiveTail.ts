import { randomUUID } from 'node:crypto';
import { type JsonObject, text } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { EVENT_STREAM_TYPE } from '../../protocols/eventStream.ts';
import { type FileLogStore } from '../../store/fileLogStore.ts';
import { compileFilterPattern } from './filterPattern/filterPattern.ts';
import { liveTail } from './liveTail.ts';
import { groupArn, groupByIdentifier, invalidParameter } from './names.ts';
import { stringsOf } from './tags.ts';

/** Which streams a session is about; names and prefixes exclude each other and want a single group. */
function streamChoice(input: JsonObject, groups: number): (name: string) => boolean {
  const names = stringsOf(input, 'logStreamNames');
  const prefixes = stringsOf(input, 'logStreamNamePrefixes');
  if (names && prefixes) {
    throw invalidParameter('logStreamNames and logStreamNamePrefixes are mutually exclusive parameters.');
  }
  if ((names ?? prefixes) && groups > 1) {
    throw invalidParameter(
      'logStreamNames and logStreamNamePrefixes can be specified only with a single log group.',
    );
  }
  if (names) {
    const wanted = new Set(names);
    return (name) => wanted.has(name);
  }
  return (name) => !prefixes || prefixes.some((prefix) => name.startsWith(prefix));
}

export function startLiveTail(logs: FileLogStore, accountId: string): JsonHandler {
  return (input, request) => {
    const identifiers = stringsOf(input, 'logGroupIdentifiers') ?? [];
    if (identifiers.some((identifier) => identifier.endsWith('*'))) {
      throw invalidParameter('A log group ARN in logGroupIdentifiers must not end with an asterisk (*).');
    }
    const groups = identifiers.map((identifier) => groupByIdentifier(logs, identifier, request));
    const pattern = text(input, 'logEventFilterPattern');
    const stream = liveTail(logs, {
      groups,
      accountId,
      wants: streamChoice(input, groups.length),
      matches: compileFilterPattern(pattern ?? ''),
      start: {
        requestId: request.requestId,
        sessionId: randomUUID(),
        logGroupIdentifiers: groups.map((group) => groupArn(group, accountId)),
        logStreamNames: stringsOf(input, 'logStreamNames'),
        logStreamNamePrefixes: stringsOf(input, 'logStreamNamePrefixes'),
        logEventFilterPattern: pattern,
      },
      signal: request.signal,
    });
    return { stream, contentType: EVENT_STREAM_TYPE };
  };
}
