import { type JsonObject, text } from '../../json.ts';
import { type JsonHandler } from '../../protocols/awsJson.ts';
import { type FileLogStore } from '../../store/fileLogStore.ts';
import { type LogGroup, type LogStream } from '../../store/logCatalog.ts';
import { groupArn, invalidParameter, requestedGroup, required } from './names.ts';
import { pageOf } from './paging.ts';
import { sequenceToken } from './putLogEvents.ts';

async function describe(
  logs: FileLogStore,
  group: LogGroup,
  stream: LogStream,
  accountId: string,
): Promise<JsonObject> {
  const index = await logs.indexOf(stream);
  return {
    logStreamName: stream.name,
    creationTime: stream.createdAt,
    firstEventTimestamp: index.firstTime,
    lastEventTimestamp: index.lastTime,
    lastIngestionTime: index.lastIngestionTime,
    uploadSequenceToken: sequenceToken(index.scanned),
    arn: `${groupArn(group, accountId)}:log-stream:${stream.name}`,
    // AWS reports zero for each stream since June 2019; the group has the bytes.
    storedBytes: 0,
  };
}

/** Streams in order of their last event; those without events come first, by name. */
async function byLastEvent(logs: FileLogStore, streams: readonly LogStream[]): Promise<LogStream[]> {
  const timed: { stream: LogStream; time: number }[] = [];
  for (const stream of streams) timed.push({ stream, time: (await logs.indexOf(stream)).lastTime ?? 0 });
  return timed.sort((a, b) => a.time - b.time).map(({ stream }) => stream);
}

/** CreateLogStream, DeleteLogStream, DescribeLogStreams. */
export function streamOperations(
  logs: FileLogStore,
  accountId: string,
): Readonly<Record<string, JsonHandler>> {
  return {
    CreateLogStream(input, request) {
      const group = logs.group(request.scope.region, required(input, 'logGroupName'));
      logs.createStream(group, required(input, 'logStreamName'));
      return {};
    },

    DeleteLogStream(input, request) {
      const group = logs.group(request.scope.region, required(input, 'logGroupName'));
      logs.deleteStream(logs.stream(group, required(input, 'logStreamName')));
      return {};
    },

    async DescribeLogStreams(input, request) {
      const group = requestedGroup(logs, input, request);
      const prefix = text(input, 'logStreamNamePrefix');
      const isByTime = text(input, 'orderBy') === 'LastEventTime';
      if (isByTime && prefix !== undefined) {
        throw invalidParameter('Cannot order by LastEventTime with a logStreamNamePrefix.');
      }
      const byName = logs.streams(group, prefix);
      const ascending = isByTime ? await byLastEvent(logs, byName) : byName;
      const ordered = input['descending'] === true ? ascending.reverse() : ascending;
      const { page, nextToken } = pageOf(ordered, ({ name }) => name, input);
      const logStreams: JsonObject[] = [];
      for (const stream of page) logStreams.push(await describe(logs, group, stream, accountId));
      return { logStreams, nextToken };
    },
  };
}
